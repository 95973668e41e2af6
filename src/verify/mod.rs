//! Proofs and tests about a pack, not about a person.
//!
//! | file | what is in it |
//! |---|---|
//! | `check` | runs every proof; `context` is what each of them needs |
//! | `laws`, `order` | the laws that an author states, about one person and about two |
//! | `rules`, `idle`, `tables`, `scores` | properties of rules, options, tables and the score |
//! | `citations`, `texts` | properties of sources and texts |
//! | `finding`, `output` | what a failed proof reports, and how it is written |
//! | `cases`, `coverage` | the cases of a pack: whether they pass, and what they reach |
//! | `mutants`, `mutation`, `suggest` | which changes of a rule no case notices, and cases that would |

mod cases;
mod check;
mod citations;
mod context;
mod coverage;
mod decision_aid;
mod finding;
mod idle;
mod laws;
mod mutants;
mod mutation;
mod order;
mod output;
mod rules;
mod scores;
mod suggest;
mod tables;
mod texts;

pub use cases::failures;
pub use cases::{ExpertAgreement, Share, agreement, agrees, filled_in};
pub use check::{Checked, ProofCount, check};
pub use coverage::{CategoryCoverage, Coverage, CoverageItem, coverage};
pub use decision_aid::DecisionAidCheck;
pub use finding::{CheckFinding, Severity, Witness};
pub use mutants::{Mutant, mutants};
pub use mutation::{Mutation, mutated, mutation, witness};
pub use output::{check_json, check_text};
pub use scores::{score, too_entangled, tractable};
pub use suggest::{Suggestion, suggestions};
