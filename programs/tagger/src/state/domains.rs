//! `Domains`: what labels can be about. A domain is named by its place in the list, so places never change.
use anchor_lang::prelude::*;

use crate::{
    constants::{ACCOUNT_VERSION, DOMAIN_NAME_BYTES, MAX_DOMAINS},
    error::TaggerError,
};

/// Lower-case ASCII, padded with zeros.
pub type DomainName = [u8; DOMAIN_NAME_BYTES as usize];

/// What the list begins with.
const FIRST: [&[u8]; 8] = [
    b"image",
    b"text",
    b"audio",
    b"video",
    b"medical",
    b"driving",
    b"industrial",
    b"other",
];

#[account]
pub struct Domains {
    pub version: u8,
    pub bump: u8,
    /// Domains ever named; the next one's place.
    pub count: u8,
    pub reserved: [u8; 3],
    /// One bit a place: set once the domain is retired.
    pub retired: u16,
    pub names: [[u8; DOMAIN_NAME_BYTES as usize]; MAX_DOMAINS as usize],
}

impl Domains {
    pub fn birth(&mut self, bump: u8) {
        *self = bytemuck::Zeroable::zeroed();
        self.version = ACCOUNT_VERSION;
        self.bump = bump;
        self.count = FIRST.len() as u8;
        for (name, first) in self.names.iter_mut().zip(FIRST) {
            name[..first.len()].copy_from_slice(first);
        }
    }

    pub fn check_version(&self) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        Ok(())
    }

    /// A name can be appended once and never again.
    pub fn check_append(&self, name: &DomainName) -> Result<()> {
        self.check_version()?;
        require!(is_name(name), TaggerError::BadDomainName);
        let known = &self.names[..usize::from(self.count)];
        require!(!known.contains(name), TaggerError::DomainExists);
        require!(self.count < MAX_DOMAINS, TaggerError::DomainsFull);
        Ok(())
    }

    pub fn append(&mut self, name: &DomainName) -> Result<()> {
        self.check_append(name)?;
        self.names[usize::from(self.count)] = *name;
        self.count += 1;
        Ok(())
    }

    /// Named and not retired.
    pub fn check_in_use(&self, place: u8) -> Result<()> {
        self.check_version()?;
        let there = place < self.count && self.retired & (1 << place) == 0;
        require!(there, TaggerError::NoSuchDomain);
        Ok(())
    }

    /// The domain must be in use, and not the last one that is.
    pub fn check_retire(&self, place: u8) -> Result<()> {
        self.check_in_use(place)?;
        let in_use = u32::from(self.count) - self.retired.count_ones();
        require!(in_use > 1, TaggerError::LastDomain);
        Ok(())
    }

    pub fn retire(&mut self, place: u8) -> Result<()> {
        self.check_retire(place)?;
        self.retired |= 1 << place;
        Ok(())
    }
}

/// Lower-case letters, digits and hyphens; no hyphen at an end; zeros behind the name only.
fn is_name(name: &DomainName) -> bool {
    let length = name.iter().position(|byte| *byte == 0).unwrap_or(name.len());
    let (name, padding) = name.split_at(length);
    let legal = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-';
    !name.is_empty()
        && name.iter().all(legal)
        && name.first() != Some(&b'-')
        && name.last() != Some(&b'-')
        && padding.iter().all(|byte| *byte == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn padded(text: &str) -> DomainName {
        let mut name = [0; DOMAIN_NAME_BYTES as usize];
        name[..text.len()].copy_from_slice(text.as_bytes());
        name
    }

    #[test]
    fn names_are_plain() {
        for name in ["a", "3d", "remote-sensing", "sixteen-letters1"] {
            assert!(is_name(&padded(name)), "{name}");
        }
        for name in ["", "-a", "a-", "A", "a b", "a\0b", "é"] {
            assert!(!is_name(&padded(name)), "{name}");
        }
    }

    #[test]
    fn places_never_move_and_one_domain_remains() {
        let mut domains: Domains = bytemuck::Zeroable::zeroed();
        domains.birth(1);
        assert_eq!(domains.names[6], padded("industrial"));
        for place in 0..7 {
            domains.retire(place).unwrap();
        }
        // [attack 117]
        assert_eq!(domains.retire(7), Err(TaggerError::LastDomain.into()));
        domains.append(&padded("law")).unwrap();
        domains.retire(7).unwrap();
        assert_eq!(domains.names[8], padded("law"));
        assert_eq!(domains.append(&padded("image")), Err(TaggerError::DomainExists.into()));
        for extra in 0..7 {
            domains.append(&padded(&format!("d{extra}"))).unwrap();
        }
        assert_eq!(domains.append(&padded("more")), Err(TaggerError::DomainsFull.into()));
        assert_eq!(domains.retire(16), Err(TaggerError::NoSuchDomain.into()));
        assert_eq!(domains.retire(0), Err(TaggerError::NoSuchDomain.into()));
    }
}
