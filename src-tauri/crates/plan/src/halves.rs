//! Work on many people that can be shared by two processors.

/// Fewer are not worth a thread.
const WORTH_IT: usize = 5_000;

/// What `work` makes of both halves, in their order; of everything at once where that is little.
pub(crate) fn halves<T: Send, R: Send>(mut items: Vec<T>, work: impl Fn(Vec<T>) -> R + Sync) -> Vec<R> {
    if items.len() < WORTH_IT {
        return vec![work(items)];
    }
    let second = items.split_off(items.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| work(second));
        let first = work(items);
        let second = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        vec![first, second]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_lost_and_the_order_stays() {
        for many in [0, 1, WORTH_IT, WORTH_IT * 2 + 1] {
            let items: Vec<usize> = (0..many).collect();
            let doubled = halves(items, |half| half.into_iter().map(|n| n * 2).collect::<Vec<_>>()).concat();
            assert_eq!(doubled, (0..many).map(|n| n * 2).collect::<Vec<_>>(), "{many} items");
        }
    }
}
