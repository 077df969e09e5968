//! The kinds of task there are, and what is in their items.
use bytemuck::Zeroable;
use tagger::{
    requester::open_panels::PanelSpec,
    rules::{
        commitment::hash,
        gold::{depth, leaf, ENTRY_BYTES},
    },
    state::{
        terms::{method, verdict},
        GovernanceParams, Params, Terms,
    },
};

const DAY: u32 = 86_400;
/// Items of every task, and of most panels.
pub const ITEMS: u32 = 64;
pub const PANEL_ITEMS: u16 = 16;
/// Gold items of a panel: enough to be slashed for.
pub const GOLD: u16 = 11;
/// Base units of stake an annotator binds to a panel.
pub const BOND: u64 = 100_003;
/// The hash of the rules of every task.
pub const RULES: [u8; 32] = [7; 32];

/// As on the local cluster, with shares that don't divide evenly, so that every rounding shows.
pub fn params() -> Params {
    Params {
        min_stake: 500_000,
        min_bond: 1_000,
        unbonding_secs: u64::from(DAY),
        review_bond: 300_001,
        min_review_fee: 101,
        weight_cap: 10_000_000,
        min_window_secs: 60,
        max_window_secs: 7 * DAY,
        max_task_secs: 365 * DAY,
        restart_grace_secs: 600,
        max_pause_secs: 3 * DAY,
        max_session_secs: 30 * DAY,
        review_commit_secs: 1_800,
        review_reveal_secs: 900,
        challenge_secs: 3_600,
        appeal_secs: 1_800,
        fee_bps: 233,
        slash_hold_bps: 511,
        slash_miss_bps: 5_003,
        slash_gold_bps: 3_001,
        slash_burn_bps: 3_333,
        gold_fail_bps: 8_000,
        slash_reversed_bps: 2_003,
        ..Params::zeroed()
    }
}

pub fn voting() -> GovernanceParams {
    GovernanceParams {
        deposit: 10_001,
        min_quorum: 100_000,
        voting_secs: 2 * DAY,
        timelock_secs: DAY,
        extension_secs: DAY / 4,
        execution_secs: 7 * DAY,
        quorum_bps: 2_001,
        max_extensions: 2,
        reserved: [0; 2],
    }
}

/// Kinds of task.
pub const KINDS: usize = 8;

/// Terms of a kind: what the requester chooses.
pub fn terms(kind: usize) -> Terms {
    let plain = Terms {
        price: 1_009,
        bond: BOND,
        item_count: ITEMS,
        hold_secs: 300,
        commit_secs: 600,
        reveal_secs: 600,
        gold_secs: 600,
        classes: 2,
        bits: 1,
        method: method::MAJORITY,
        seats_limit: 5,
        fix_bps: 5_001,
        ..Terms::zeroed()
    };
    let reviewed = Terms {
        review_fee: 211,
        review_seats: 3,
        appeal_rounds: 1,
        audit_bps: 5_000,
        audit_items: 8,
        ..plain
    };
    match kind % KINDS {
        0 => plain,
        1 => Terms {
            method: method::WEIGHTED,
            classes: 3,
            bits: 2,
            tau_bps: 9_000,
            prior: std::array::from_fn(|class| if class == 2 { 20 } else { 0 }),
            ..plain
        },
        2 => reviewed,
        3 => Terms {
            method: method::PAYLOAD,
            classes: verdict::COUNT,
            bits: 2,
            seats_limit: 1,
            review_seats: 1,
            appeal_rounds: 2,
            audit_bps: 0,
            audit_items: 16,
            ..reviewed
        },
        4 => Terms {
            method: method::WEIGHTED,
            classes: 5,
            bits: 4,
            tau_bps: 9_900,
            audit_bps: 10_000,
            ..reviewed
        },
        5 => Terms {
            method: method::WEIGHTED,
            tau_bps: 9_500,
            prior: std::array::from_fn(|class| u8::from(class == 1) * 9),
            seats_limit: 16,
            ..plain
        },
        6 => Terms {
            classes: 16,
            bits: 4,
            seats_limit: 16,
            ..plain
        },
        // Eight bits and an awkward number of classes.
        _ => Terms {
            classes: 200,
            bits: 8,
            review_seats: 1,
            appeal_rounds: 0,
            audit_bps: 0,
            audit_items: 0,
            ..reviewed
        },
    }
}

/// Whether tasks of a kind have gold.
pub fn has_gold(kind: usize) -> bool {
    matches!(kind % KINDS, 0 | 1 | 4 | 5)
}

/// The panels a page of a kind begins with.
pub fn panels(kind: usize) -> Vec<PanelSpec> {
    let spec = |number: u32, seats_first: u8, seats_max: u8| PanelSpec {
        first_item: number * u32::from(PANEL_ITEMS),
        items: PANEL_ITEMS,
        difficulty_bps: 10_000 + 777 * number as u16,
        seats_first,
        seats_step: 1,
        seats_max,
    };
    match kind % KINDS {
        1 | 4 => vec![spec(0, 2, 4), spec(1, 1, 2)],
        3 => vec![spec(0, 1, 1), spec(1, 1, 1)],
        5 => vec![spec(0, 3, 9), spec(1, 5, 6)],
        // All items at once.
        6 => vec![
            PanelSpec {
                items: ITEMS as u16,
                ..spec(0, 9, 9)
            },
            spec(1, 4, 4),
        ],
        _ => vec![spec(0, 2, 2), spec(1, 3, 3)],
    }
}

/// The label an item really has.
pub fn truth(item: u32, classes: u16) -> u8 {
    (item * 5 % 7 % u32::from(classes)) as u8
}

/// The packed gold of the panel that begins at an item, and its salt.
pub fn gold(first_item: u32, classes: u16) -> (Vec<u8>, [u8; 32]) {
    let entry = |offset: u16| -> [u8; ENTRY_BYTES] {
        let label = truth(first_item + u32::from(offset), classes);
        [offset as u8, 0, label]
    };
    ((0..GOLD).flat_map(entry).collect(), [first_item as u8 + 1; 32])
}

/// Root of a task's gold, and the siblings that lead to it from the leaf at an item. Panels of the usual size have gold.
pub fn gold_tree(first_item: u32, classes: u16) -> ([u8; 32], Vec<[u8; 32]>) {
    let leaf_at = |place: u32| -> [u8; 32] {
        if place < ITEMS && place.is_multiple_of(u32::from(PANEL_ITEMS)) {
            let (entries, salt) = gold(place, classes);
            leaf(place, &entries, &salt)
        } else {
            [0; 32]
        }
    };
    let mut level: Vec<[u8; 32]> = (0..1 << depth(ITEMS)).map(leaf_at).collect();
    let (mut place, mut proof) = (first_item as usize, Vec::new());
    while level.len() > 1 {
        proof.push(level.get(place ^ 1).copied().unwrap_or_default());
        place /= 2;
        let node = |pair: &[[u8; 32]; 2]| hash(&[tagger::constants::GOLD_NODE, &pair[0], &pair[1]]);
        level = level.as_chunks::<2>().0.iter().map(node).collect();
    }
    (level[0], proof)
}

#[cfg(test)]
mod tests {
    use tagger::rules::gold::proven;

    use super::*;

    #[test]
    fn the_gold_of_every_panel_is_proven_as_the_program_proves_it() {
        for first_item in (0..ITEMS).step_by(usize::from(PANEL_ITEMS)) {
            let (root, proof) = gold_tree(first_item, 3);
            let (entries, salt) = gold(first_item, 3);
            assert!(proven(
                leaf(first_item, &entries, &salt),
                first_item,
                ITEMS,
                &proof,
                &root
            ));
        }
    }

    #[test]
    fn every_kind_of_task_is_legal() {
        for kind in 0..KINDS {
            let mut terms = terms(kind);
            terms.has_gold = u8::from(has_gold(kind));
            assert!(terms.check(&params()).is_ok(), "kind {kind}");
        }
        assert!(params().check().is_ok() && voting().check().is_ok());
    }
}
