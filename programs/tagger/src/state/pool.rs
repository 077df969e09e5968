//! `Pool`: a shard of the validators: who they are, the bond behind each, and two sum trees over their weights. Draws use
//! the tree of the present epoch; changes go into the other one, which takes its place when the next epoch begins.
//!
//! `header | frozen tree | coming tree | 1,024 validators`
use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};

use super::{Member, Params};
use crate::{
    constants::ACCOUNT_VERSION,
    error::TaggerError,
    rules::{
        draw::epoch_of,
        sum_tree::{self, LEAVES, NODES},
        weight,
    },
};

/// States of a place in the pool.
pub mod place {
    pub const FREE: u8 = 0;
    pub const ACTIVE: u8 = 1;
    /// Not drawn any more from the next epoch on; leaves when its duties are done.
    pub const LEAVING: u8 = 2;
}

#[account]
pub struct Pool {
    pub version: u8,
    pub bump: u8,
    /// 1 once the account has its full size.
    pub ready: u8,
    pub reserved: u8,
    /// Number of the shard.
    pub index: u32,
    pub rent_payer: Address,
    /// Epoch the frozen tree belongs to.
    pub epoch: u64,
    /// Places taken, and places ever taken.
    pub members: u32,
    pub used: u32,
    /// First free place plus one, 0 when the free ones were never used; the next is in `Validator.next_free`.
    pub first_free: u32,
    pub reserved_tail: u32,
    /// `Params.weight_cap` and `Params.review_bond` that every weight of the coming tree was made with.
    pub weight_cap: u64,
    pub review_bond: u64,
}

#[derive(Clone, Copy, Pod, Zeroable, IdlType)]
#[repr(C)]
pub struct Validator {
    pub wallet: Address,
    /// Base units of locked stake behind his seats, in the stake vault; part of `Member.stake_locked`.
    pub bond: u64,
    /// Of it, bound to seats.
    pub held: u64,
    /// Epoch from which he can be drawn, or, when leaving, from which he can't.
    pub since: u64,
    /// Seats that were not collected yet.
    pub duties: u16,
    /// See [`place`].
    pub state: u8,
    pub reserved: u8,
    /// Of a free place: the next free one plus one.
    pub next_free: u16,
    /// What his record multiplied his weight with when he was last weighed, basis points.
    pub record_bps: u16,
}

/// The parts of a loaded pool, all writable at once.
pub struct Shard<'a> {
    pub head: &'a mut Pool,
    pub frozen: &'a mut [u32; NODES],
    pub coming: &'a mut [u32; NODES],
    pub validators: &'a mut [Validator],
}

impl Pool {
    pub const HEADER_BYTES: usize = 8 + core::mem::size_of::<Pool>();
    pub const BYTES: usize =
        Self::HEADER_BYTES + 2 * core::mem::size_of::<[u32; NODES]>() + LEAVES * core::mem::size_of::<Validator>();

    pub fn birth(&mut self, bump: u8, index: u32, rent_payer: Address) {
        *self = bytemuck::Zeroable::zeroed();
        self.version = ACCOUNT_VERSION;
        self.bump = bump;
        self.index = index;
        self.rent_payer = rent_payer;
    }

    /// Takes a pool of full size apart and lets its epoch follow the slot.
    pub fn split(pool: &mut Account<Pool>, slot: u64) -> Result<Shard<'_>> {
        require!(pool.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        require!(pool.ready != 0, TaggerError::PoolNotReady);
        let tail: *mut [u8] = super::page::account_tail::<Pool>(pool)?;
        // SAFETY: header and tail are disjoint parts of the account, see `account_tail`.
        let tail = unsafe { &mut *tail };
        let tree = core::mem::size_of::<[u32; NODES]>();
        let (frozen, rest) = tail.split_at_mut(tree);
        let (coming, validators) = rest.split_at_mut(tree);
        let broken = |_| TaggerError::PoolNotReady;
        let frozen: &mut [[u32; NODES]] = bytemuck::try_cast_slice_mut(frozen).map_err(broken)?;
        let coming: &mut [[u32; NODES]] = bytemuck::try_cast_slice_mut(coming).map_err(broken)?;
        let mut shard = Shard {
            head: pool,
            frozen: &mut frozen[0],
            coming: &mut coming[0],
            validators: bytemuck::try_cast_slice_mut(&mut validators[..LEAVES * core::mem::size_of::<Validator>()])
                .map_err(broken)?,
        };
        shard.turn(epoch_of(slot));
        Ok(shard)
    }
}

impl Shard<'_> {
    /// Freezes the weights of a new epoch.
    fn turn(&mut self, epoch: u64) {
        if self.head.epoch < epoch {
            self.head.epoch = epoch;
            self.frozen.copy_from_slice(self.coming);
        }
    }

    pub fn validator(&mut self, leaf: u32) -> Result<&mut Validator> {
        let found = self.validators.get_mut(leaf as usize);
        Ok(found
            .filter(|v| v.state != place::FREE)
            .ok_or(TaggerError::NoSuchValidator)?)
    }

    /// The place of `wallet`, which must be at `leaf`.
    pub fn validator_of(&mut self, leaf: u32, wallet: &Address) -> Result<&mut Validator> {
        let validator = self.validator(leaf)?;
        require!(validator.wallet == *wallet, TaggerError::NoSuchValidator);
        Ok(validator)
    }

    /// Takes a free place; returns it.
    pub fn join(&mut self, wallet: Address, bond: u64) -> Result<u32> {
        let leaf = match self.head.first_free {
            0 => {
                require!((self.head.used as usize) < LEAVES, TaggerError::PoolFull);
                self.head.used += 1;
                self.head.used - 1
            }
            free => {
                self.head.first_free = self.validators[free as usize - 1].next_free.into();
                free - 1
            }
        };
        self.validators[leaf as usize] = Validator {
            wallet,
            bond,
            since: self.head.epoch + 1,
            state: place::ACTIVE,
            ..Validator::zeroed()
        };
        self.head.members += 1;
        Ok(leaf)
    }

    /// Sets what a validator weighs from the next epoch on.
    fn weigh(&mut self, leaf: u32, weight: u32) {
        sum_tree::set(self.coming, leaf as usize, weight);
    }

    /// Weighs a member by his bond and record; returns his weight. When cap or least bond changed since, all validators of
    /// the shard are weighed by the new ones at once: else those who work would be weighed before the idle.
    pub fn weigh_member(&mut self, member: &Member, params: &Params) -> Result<u32> {
        let leaf = member.place()? & 0xffff;
        let validator = self.validator_of(leaf, &member.wallet)?;
        validator.record_bps = weight::record_bps(member.coherent, member.votes) as u16;
        let weight = validator.weight(params.weight_cap, params.review_bond);
        if (self.head.weight_cap, self.head.review_bond) == (params.weight_cap, params.review_bond) {
            self.weigh(leaf, weight);
        } else {
            self.weigh_all(params.weight_cap, params.review_bond);
        }
        Ok(weight)
    }

    /// Makes every weight from the next epoch on with this cap and this least bond.
    fn weigh_all(&mut self, cap: u64, review_bond: u64) {
        (self.head.weight_cap, self.head.review_bond) = (cap, review_bond);
        let validators = &self.validators;
        sum_tree::set_all(self.coming, |leaf| {
            validators.get(leaf).map_or(0, |found| found.weight(cap, review_bond))
        });
    }

    pub fn leave(&mut self, leaf: u32) -> Result<()> {
        let from = self.head.epoch + 1;
        let validator = self.validator(leaf)?;
        require!(validator.state == place::ACTIVE, TaggerError::AlreadyValidator);
        validator.state = place::LEAVING;
        validator.since = from;
        self.weigh(leaf, 0);
        Ok(())
    }

    /// Frees the place of somebody who left and owes nothing any more; returns his bond.
    pub fn remove(&mut self, leaf: u32) -> Result<u64> {
        let epoch = self.head.epoch;
        let first_free = self.head.first_free;
        let validator = self.validator(leaf)?;
        require!(
            validator.state == place::LEAVING && validator.since <= epoch && validator.duties == 0,
            TaggerError::ValidatorInUse
        );
        let bond = validator.bond;
        *validator = Validator {
            // At most `LEAVES`.
            next_free: first_free as u16,
            ..Validator::zeroed()
        };
        self.head.first_free = leaf + 1;
        self.head.members = self.head.members.checked_sub(1).ok_or(TaggerError::LedgerBroken)?;
        Ok(bond)
    }
}

impl Validator {
    /// By bond and record; nothing for a free place, for one who leaves, and for one who can't cover a seat.
    fn weight(&self, cap: u64, review_bond: u64) -> u32 {
        if self.state == place::ACTIVE && self.bond >= review_bond {
            weight::weight(self.bond, cap, self.record_bps.into())
        } else {
            0
        }
    }

    pub fn free_bond(&self) -> u64 {
        self.bond.saturating_sub(self.held)
    }

    pub fn hold(&mut self, bond: u64) -> Result<()> {
        require!(self.free_bond() >= bond, TaggerError::NotEnoughStake);
        self.held = self.held.checked_add(bond).ok_or(TaggerError::MathOverflow)?;
        self.duties = self.duties.checked_add(1).ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    /// Gives a seat's bond back less what was slashed.
    pub fn release(&mut self, bond: u64, slash: u64) -> Result<()> {
        require!(slash <= bond, TaggerError::LedgerBroken);
        self.held = self.held.checked_sub(bond).ok_or(TaggerError::LedgerBroken)?;
        self.bond = self.bond.checked_sub(slash).ok_or(TaggerError::LedgerBroken)?;
        self.duties = self.duties.checked_sub(1).ok_or(TaggerError::LedgerBroken)?;
        Ok(())
    }
}

const _: () = assert!(core::mem::size_of::<Validator>() == 64);

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::{boxed::Box, vec};

    struct Room {
        head: Pool,
        frozen: Box<[u32; NODES]>,
        coming: Box<[u32; NODES]>,
        validators: alloc::vec::Vec<Validator>,
    }

    impl Room {
        fn new() -> Self {
            Self {
                head: Pool::zeroed(),
                frozen: Box::new([0; NODES]),
                coming: Box::new([0; NODES]),
                validators: vec![Validator::zeroed(); LEAVES],
            }
        }

        fn at(&mut self, epoch: u64) -> Shard<'_> {
            let mut shard = Shard {
                head: &mut self.head,
                frozen: &mut self.frozen,
                coming: &mut self.coming,
                validators: &mut self.validators,
            };
            shard.turn(epoch);
            shard
        }
    }

    fn wallet(byte: u8) -> Address {
        Address::new_from_array([byte; 32])
    }

    #[test]
    fn a_change_counts_from_the_next_epoch() {
        // [attack 83] [attack 106]
        let mut room = Room::new();
        let mut pool = room.at(7);
        let ann = pool.join(wallet(1), 500).unwrap();
        pool.weigh(ann, 50);
        assert_eq!(sum_tree::total(pool.frozen), 0);
        assert_eq!(sum_tree::total(room.at(7).frozen), 0);
        assert_eq!(sum_tree::total(room.at(8).frozen), 50);
        room.at(8).leave(ann).unwrap();
        assert_eq!(sum_tree::total(room.at(8).frozen), 50);
        assert_eq!(sum_tree::total(room.at(9).frozen), 0);
    }

    #[test]
    fn a_new_cap_weighs_everybody_at_once() {
        let mut room = Room::new();
        let mut pool = room.at(1);
        for (byte, bond) in [(0, 4_000_000), (1, 1_000_000), (2, 2_000_000), (3, 3_000_000)] {
            let leaf = pool.join(wallet(byte), bond).unwrap();
            pool.validator(leaf).unwrap().record_bps = 5_000 + 5_000 * u16::from(byte);
        }
        pool.leave(0).unwrap();
        let weights = |pool: &Shard| -> [u32; 5] { core::array::from_fn(|leaf| pool.coming[LEAVES + leaf]) };
        pool.weigh_all(10_000_000, 1_500_000);
        // In hundredths of TAG: who leaves and who can't cover a seat weigh nothing.
        assert_eq!(weights(&pool), [0, 0, 300, 600, 0]);
        pool.weigh_all(1_000_000, 1_000_000);
        assert_eq!(weights(&pool), [0, 100, 150, 200, 0]);
        assert_eq!(sum_tree::total(pool.coming), 450);
        assert_eq!((pool.head.weight_cap, pool.head.review_bond), (1_000_000, 1_000_000));
    }

    #[test]
    fn nobody_leaves_with_a_duty_and_places_are_used_again() {
        let mut room = Room::new();
        let mut pool = room.at(1);
        let (ann, ben) = (pool.join(wallet(1), 500).unwrap(), pool.join(wallet(2), 600).unwrap());
        assert_eq!((ann, ben), (0, 1));
        pool.validator(ann).unwrap().hold(400).unwrap();
        // [attack 87] [attack 104] one bond, one seat.
        assert!(pool.validator(ann).unwrap().hold(101).is_err());
        pool.leave(ann).unwrap();
        assert!(pool.leave(ann).is_err());
        let mut pool = room.at(2);
        assert!(pool.remove(ann).is_err());
        pool.validator(ann).unwrap().release(400, 100).unwrap();
        assert_eq!(pool.remove(ann).unwrap(), 400);
        assert!(pool.validator_of(ann, &wallet(1)).is_err());
        assert_eq!(pool.join(wallet(3), 700).unwrap(), ann);
        assert_eq!(pool.join(wallet(4), 700).unwrap(), 2);
        assert!(pool.validator_of(ben, &wallet(1)).is_err());
        assert_eq!(pool.head.members, 3);
    }

    #[test]
    fn a_full_pool_refuses_the_next() {
        let mut room = Room::new();
        let mut pool = room.at(1);
        for _ in 0..LEAVES {
            pool.join(wallet(1), 1).unwrap();
        }
        assert!(pool.join(wallet(1), 1).is_err());
    }
}
