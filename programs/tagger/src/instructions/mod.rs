//! One instruction a file, grouped by who acts. `hot` is what runs for every batch of answers: it writes pages, seats and
//! members only, never a task or a vault. `crank` may be called by anyone. `governance` is how holders of stake change
//! parameters and domains, `dataset` what is licensed, `validator` the pool, `review` what validators judge, `holder` what happens
//! to licences, `resale` how they are sold on, `breach` how
//! they are taken back.
pub mod admin;
pub mod breach;
pub mod crank;
pub mod dataset;
pub mod governance;
pub mod holder;
pub mod hot;
pub mod member;
pub mod requester;
pub mod resale;
pub mod review;
pub mod validator;

pub use {
    admin::*, breach::*, crank::*, dataset::*, governance::*, holder::*, hot::*, member::*, requester::*, resale::*,
    review::*, validator::*,
};
