//! What the command line says about the interview.

use smp_suitability::interview::QuestionScope;

use crate::shell::cli::{Common, InterviewArgs};

/// What the command line says about the interview.
#[derive(Debug, Clone, Copy)]
pub(crate) struct InterviewOptions<'a> {
    /// What every command takes.
    pub(crate) common: &'a Common,
    /// What the interview takes.
    pub(crate) interview: &'a InterviewArgs,
    /// Color standard error.
    pub(crate) color: bool,
}

impl InterviewOptions<'_> {
    pub(super) fn scope(&self) -> QuestionScope {
        if self.interview.all {
            QuestionScope::Everything
        } else {
            QuestionScope::WhatMatters
        }
    }
}
