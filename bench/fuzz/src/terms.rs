//! The kinds of task there are, and what is in their items.
use bytemuck::Zeroable;
use tagger::{
    constants::FULL_BPS,
    requester::open_panels::PanelSpec,
    rules::{
        commitment::hash,
        gold::{depth, leaf, NO_SUGGESTION},
    },
    state::{
        terms::{claim_mode, method, verdict},
        GovernanceParams, Params, Terms,
    },
};

const DAY: u32 = 86_400;
/// Items of every task, and of most panels.
pub const ITEMS: u32 = 64;
pub const PANEL_ITEMS: u16 = 16;
/// Gold items of a panel: enough to be slashed for.
pub const GOLD: u16 = 11;
/// Place of the domain whose tasks ask for a level, in which some people have a past.
pub const EXPERT_DOMAIN: u8 = 4;
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
        keeper_tip_bps: 1_001,
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
pub const KINDS: usize = 13;
/// One short panel, and shares of what its dataset earns.
pub const SHARED: usize = 11;
/// Where breaches of licences are judged; pages are opened by nothing else.
pub const COURT: usize = 12;

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
        over_bps: FULL_BPS,
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
        7 => Terms {
            classes: 200,
            bits: 8,
            review_seats: 1,
            appeal_rounds: 0,
            audit_bps: 0,
            audit_items: 0,
            ..reviewed
        },
        // Tickets; suggestions, some of them wrong.
        8 => Terms {
            claim_mode: claim_mode::ASSIGNED,
            lure_bps: 2_500,
            ..plain
        },
        // Experts, whose panels get dearer when they disagree.
        9 => Terms {
            method: method::WEIGHTED,
            classes: 3,
            bits: 2,
            tau_bps: 9_500,
            domain: EXPERT_DOMAIN,
            required_level: 1,
            spread_bps: 3_333,
            lure_bps: 1_250,
            over_bps: 5_000,
            ..reviewed
        },
        SHARED => Terms {
            seats_limit: 2,
            review_seats: 1,
            appeal_rounds: 0,
            audit_bps: 10_000,
            ..reviewed
        },
        COURT => Terms {
            review_seats: 5,
            audit_bps: 0,
            audit_items: 0,
            ..reviewed
        },
        _ => Terms {
            claim_mode: claim_mode::ASSIGNED,
            method: method::WEIGHTED,
            tau_bps: 9_900,
            spread_bps: 10_000,
            domain: EXPERT_DOMAIN,
            ..plain
        },
    }
}

/// What a kind promises members for their labels and validators for their votes, of what its dataset earns; basis points.
pub fn shares(kind: usize) -> (u16, u16) {
    match kind % KINDS {
        0 => (1_001, 0),
        2 => (2_501, 0),
        9 => (3_333, 3_334),
        SHARED => (3_001, 501),
        _ => (0, 0),
    }
}

/// The kind of these terms, as far as the requester did not change what tells kinds apart.
pub fn kind_of(given: &Terms) -> Option<usize> {
    let marks = |terms: &Terms| {
        (
            terms.method,
            terms.claim_mode,
            terms.bits,
            terms.review_seats,
            terms.seats_limit,
        )
    };
    (0..KINDS).find(|&kind| marks(&terms(kind)) == marks(given))
}

/// Whether tasks of a kind have gold.
pub fn has_gold(kind: usize) -> bool {
    matches!(kind % KINDS, 0 | 1 | 4 | 5 | 8 | 9 | 10)
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
        1 | 4 | 9 => vec![spec(0, 2, 4), spec(1, 1, 2)],
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
        8 => vec![spec(0, 2, 2), spec(1, 3, 3), spec(2, 1, 1)],
        SHARED => vec![spec(0, 2, 2)],
        10 => vec![spec(0, 1, 3), spec(1, 2, 2), spec(2, 2, 5)],
        _ => vec![spec(0, 2, 2), spec(1, 3, 3)],
    }
}

/// The label an item really has.
pub fn truth(item: u32, classes: u16) -> u8 {
    (item * 5 % 7 % u32::from(classes)) as u8
}

/// What annotators are shown for an offset in a panel: nothing, something wrong, or the label.
fn suggestion(first_item: u32, offset: u16, terms: &Terms, label: u8) -> u8 {
    // As many as the terms allow a panel of the usual size; in the last panel one more.
    let lures = (u32::from(PANEL_ITEMS) * u32::from(terms.lure_bps)).div_ceil(10_000);
    let lures = lures + u32::from(first_item + u32::from(PANEL_ITEMS) >= ITEMS);
    match offset {
        0 => NO_SUGGESTION,
        wrong if u32::from(wrong) <= lures => ((u16::from(label) + 1) % terms.classes) as u8,
        _ => label,
    }
}

/// The packed gold of the panel that begins at an item, and its salt.
pub fn gold(first_item: u32, terms: &Terms) -> (Vec<u8>, [u8; 32]) {
    let entry = |offset: u16| -> Vec<u8> {
        let label = truth(first_item + u32::from(offset), terms.classes);
        let mut entry = vec![offset as u8, 0, label];
        if terms.lures() {
            entry.push(suggestion(first_item, offset, terms, label));
        }
        entry
    };
    ((0..GOLD).flat_map(entry).collect(), [first_item as u8 + 1; 32])
}

/// Root of a task's gold, and the siblings that lead to it from the leaf at an item. Panels of the usual size have gold.
pub fn gold_tree(first_item: u32, terms: &Terms) -> ([u8; 32], Vec<[u8; 32]>) {
    let leaf_at = |place: u32| -> [u8; 32] {
        if place < ITEMS && place.is_multiple_of(u32::from(PANEL_ITEMS)) {
            let (entries, salt) = gold(place, terms);
            leaf(place, &entries, terms.lures(), &salt)
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
    use tagger::rules::gold::{entries_valid, proven};

    use super::*;

    #[test]
    fn the_gold_of_every_panel_is_proven_as_the_program_proves_it() {
        for terms in [terms(1), terms(9)] {
            for first_item in (0..ITEMS).step_by(usize::from(PANEL_ITEMS)) {
                let (root, proof) = gold_tree(first_item, &terms);
                let (entries, salt) = gold(first_item, &terms);
                let leaf = leaf(first_item, &entries, terms.lures(), &salt);
                assert!(proven(leaf, first_item, ITEMS, &proof, &root));
                assert!(entries_valid(&entries, terms.lures(), PANEL_ITEMS, terms.classes));
            }
        }
    }

    #[test]
    fn every_kind_of_task_is_legal() {
        for kind in 0..KINDS {
            let mut terms = terms(kind);
            assert_eq!(kind_of(&terms), Some(kind));
            terms.has_gold = u8::from(has_gold(kind));
            assert!(terms.check(&params()).is_ok(), "kind {kind}");
        }
        assert!(params().check().is_ok() && voting().check().is_ok());
    }
}
