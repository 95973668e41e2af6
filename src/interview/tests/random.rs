//! Whatever the replies, the conversation never panics, never loses its way, and can always end.

use proptest::prelude::*;

use crate::assess::Table;
use crate::interview::{Conversation, Progress, QuestionScope, Reply, RowRole};
use crate::pack::Answers;

use super::pack;

fn any_reply() -> impl Strategy<Value = Reply> {
    prop_oneof![
        8 => (0_usize..7).prop_map(Reply::Row),
        3 => prop::collection::vec(0_usize..7, 0..4).prop_map(Reply::Rows),
        2 => Just(Reply::Back),
        1 => prop::collection::vec(0_usize..7, 0..3).prop_map(Reply::Why),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_replies_leave_a_sound_conversation(replies in prop::collection::vec(any_reply(), 0..60)) {
        let pack = pack::with_stops();
        let table = Table::new(&pack);
        let mut conversation = Conversation::new(&table, Answers::blank(&pack), QuestionScope::WhatMatters);
        for reply in replies {
            let before = conversation.answers().clone();
            let step = conversation.take(reply);
            prop_assert_eq!(step.changed, &before != conversation.answers());
            if step.outcome != Progress::Continues {
                return Ok(());
            }
            let screen = conversation.screen();
            prop_assert!(screen.rows.iter().any(|row| row.role == RowRole::Stop));
            prop_assert!(screen.marked().iter().all(|&row| row < screen.rows.len()));
        }
        // The first row again and again leads to the result, wherever the person was.
        for _ in 0..20 {
            let step = conversation.take(Reply::Row(0));
            if step.outcome == Progress::Finished {
                return Ok(());
            }
        }
        prop_assert!(false, "no end at {:?}", conversation.screen());
    }

    #[test]
    fn going_back_often_enough_reaches_the_first_question(
        replies in prop::collection::vec(any_reply(), 0..60),
    ) {
        let pack = pack::with_stops();
        let table = Table::new(&pack);
        let mut conversation = Conversation::new(&table, Answers::blank(&pack), QuestionScope::WhatMatters);
        for reply in replies {
            if conversation.take(reply).outcome != Progress::Continues {
                return Ok(());
            }
        }
        for _ in 0..30 {
            conversation.take(Reply::Back);
        }
        let screen = conversation.screen();
        prop_assert_eq!(screen.text, "What color is your hair?");
        prop_assert_eq!(screen.notice.as_deref(), Some("This is the first question."));
    }
}
