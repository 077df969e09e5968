//! `Account<T>`: the framework's, without what only matters to code that runs after it.
use alloc::vec::Vec;
use core::{
    marker::PhantomData,
    mem::{forget, ManuallyDrop},
    ops::{Deref, DerefMut},
};

use anchor_lang::{
    accounts::{Slab, SlabSchema},
    bytemuck::{Pod, Zeroable},
    AccountClose, AccountInitialize, AccountView, Address, AnchorAccount, CpiHandle, CpiHandleMut, Discriminator,
    Error, IdlAccountType, SlabInit, Space, ToCpiHandle, ToCpiHandleMut,
};

type Refusable<T> = core::result::Result<T, Error>;

/// A zero-copy account of type `T`, checked by the framework's own `load` and `load_mut`.
///
/// It differs from the framework's in that its borrow mark stays set until the instruction ends. The runtime doesn't
/// read the marks, and without a destructor a load is a call and a comparison, and a refusal returns at once. Code
/// that lets go of an account half way, to hand it to something that checks the marks, uses
/// `anchor_lang::accounts::Account`.
pub struct Account<T> {
    view: AccountView,
    /// Loaded by `load_mut`; a change of any other account stops the program.
    mutable: bool,
    of: PhantomData<T>,
}

/// The framework's load; 0 or the code of the refusal. Compiled once per type.
#[inline(never)]
fn admit<T: Pod + Zeroable + SlabSchema>(view: AccountView) -> u64 {
    match Slab::<T>::load(view) {
        Ok(slab) => {
            forget(slab);
            0
        }
        Err(error) => error.into(),
    }
}

/// As [`admit`], for change.
///
/// # Safety
/// No other live `&mut` to the account's data.
#[inline(never)]
unsafe fn admit_mut<T: Pod + Zeroable + SlabSchema>(view: AccountView) -> u64 {
    // SAFETY: promised by the caller.
    match unsafe { Slab::<T>::load_mut(view) } {
        Ok(slab) => {
            forget(slab);
            0
        }
        Err(error) => error.into(),
    }
}

impl<T> Account<T> {
    #[inline(always)]
    fn admitted(code: u64, view: AccountView, mutable: bool) -> Refusable<Self> {
        match code {
            0 => Ok(Self {
                view,
                mutable,
                of: PhantomData,
            }),
            code => Err(code.into()),
        }
    }

    #[inline(always)]
    pub fn address(&self) -> &Address {
        self.view.address()
    }

    #[inline(always)]
    fn assert_mutable(&self) {
        assert!(
            self.mutable,
            "changed an account that was loaded read-only: add #[account(mut)]"
        );
    }
}

impl<T: Pod + Zeroable + SlabSchema> AnchorAccount for Account<T> {
    type Data = T;
    const MIN_DATA_LEN: usize = <Slab<T> as AnchorAccount>::MIN_DATA_LEN;

    #[inline(always)]
    fn load(view: AccountView) -> Refusable<Self> {
        Self::admitted(admit::<T>(view), view, false)
    }

    #[inline(always)]
    unsafe fn load_mut(view: AccountView) -> Refusable<Self> {
        // SAFETY: promised by the caller.
        Self::admitted(unsafe { admit_mut::<T>(view) }, view, true)
    }

    #[inline(always)]
    fn account(&self) -> &AccountView {
        &self.view
    }
}

impl<T: Pod + Zeroable + SlabSchema> Deref for Account<T> {
    type Target = T;

    #[inline(always)]
    fn deref(&self) -> &T {
        // SAFETY: loading checked length, alignment and type; the data stays where it is for the whole instruction.
        unsafe { &*(self.view.data_ptr().add(T::DATA_OFFSET) as *const T) }
    }
}

impl<T: Pod + Zeroable + SlabSchema> DerefMut for Account<T> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut T {
        self.assert_mutable();
        // SAFETY: as above; `load_mut` had exclusive access and the result borrows `self` mutably.
        unsafe { &mut *(self.view.data_mut_ptr().add(T::DATA_OFFSET) as *mut T) }
    }
}

impl<T: Pod + Zeroable + SlabSchema + SlabInit> AccountInitialize for Account<T> {
    type Params<'a> = T::Params<'a>;

    #[inline(always)]
    fn create_and_initialize<'a>(
        payer: &AccountView,
        account: &AccountView,
        space: usize,
        _owner: &Address,
        params: &Self::Params<'a>,
        signer_seeds: Option<&[&[u8]]>,
        payer_signer_seeds: Option<&[&[u8]]>,
    ) -> Refusable<Self> {
        T::create_and_initialize(payer, account, space, params, signer_seeds, payer_signer_seeds)?;
        // SAFETY: the account was created just now, nobody else refers to its data.
        unsafe { Self::load_mut(*account) }
    }
}

impl<T: Pod + Zeroable + SlabSchema> AccountClose for Account<T> {
    fn close(&mut self, destination: AccountView) -> Refusable<()> {
        self.assert_mutable();
        self.mutable = false;
        // SAFETY: `self` was loaded for change and is not used for it again.
        let mut slab = ManuallyDrop::new(unsafe { Slab::<T>::load_mut_after_init(self.view)? });
        slab.close(destination)
    }
}

impl<T: Pod + Zeroable + SlabSchema> Space for Account<T> {
    const INIT_SPACE: usize = <Slab<T> as Space>::INIT_SPACE;
}

impl<T: Pod + Zeroable + SlabSchema + Discriminator> Discriminator for Account<T> {
    const DISCRIMINATOR: &'static [u8] = T::DISCRIMINATOR;
}

impl<T> AsRef<AccountView> for Account<T> {
    #[inline(always)]
    fn as_ref(&self) -> &AccountView {
        &self.view
    }
}

impl<T> AsRef<Address> for Account<T> {
    #[inline(always)]
    fn as_ref(&self) -> &Address {
        self.view.address()
    }
}

impl<T: Pod + Zeroable + SlabSchema> ToCpiHandle for Account<T> {
    #[inline(always)]
    fn to_cpi_handle(&self) -> CpiHandle<'_> {
        self.cpi_handle()
    }
}

impl<T: Pod + Zeroable + SlabSchema> ToCpiHandleMut for Account<T> {
    #[inline(always)]
    fn try_to_cpi_handle_mut(&mut self) -> Refusable<CpiHandleMut<'_>> {
        self.try_cpi_handle_mut()
    }
}

impl<T: IdlAccountType> IdlAccountType for Account<T> {
    const __IDL_ACCOUNT_ENTRY: Option<&'static str> = T::__IDL_ACCOUNT_ENTRY;
    const __IDL_TYPE_DEF: Option<&'static str> = T::__IDL_TYPE_DEF;

    fn __idl_account_entry() -> Option<&'static str> {
        T::__idl_account_entry()
    }

    fn __idl_type_def() -> Option<&'static str> {
        T::__idl_type_def()
    }

    fn __register_idl_deps(accounts: &mut Vec<&'static str>, types: &mut Vec<&'static str>) {
        T::__register_idl_deps(accounts, types);
    }
}
