//! A table whose own styles come late: on a busy computer they hold only after it was measured.

use crate::world::World;

/// Styles that the table brings along hold a while after they were put into the page.
const LATE: &str = "
    const late = (node) => {
        if (node.dataset?.agCss === undefined) return;
        node.media = 'not all';
        setTimeout(() => { node.media = ''; }, 1500);
    };
    const { insertBefore } = Node.prototype;
    Node.prototype.insertBefore = function (node, before) {
        late(node);
        return insertBefore.call(this, node, before);
    };
    const { after } = Element.prototype;
    Element.prototype.after = function (...nodes) {
        nodes.forEach(late);
        return after.call(this, ...nodes);
    };
    window.tallest = 0;
    const look = () => {
        const header = document.querySelector('[role=columnheader]')?.closest('.ag-header');
        window.tallest = Math.max(window.tallest, header?.offsetHeight ?? 0);
        requestAnimationFrame(look);
    };
    look();";

/// In pixels: how tall the header ever was, and how far below it the first row begins once all styles hold.
const MEASURES: &str = "
    const frame = () => new Promise(requestAnimationFrame);
    const styles = () => [...document.querySelectorAll('style[data-ag-css]')];
    if (styles().length === 0) return 'the table brings no styles';
    while (styles().some(({ media }) => media)) await frame();
    await frame();
    const [header, row] = ['[role=columnheader]', '[role=row][row-index=\"0\"]'].map((one) =>
        document.querySelector(one).getBoundingClientRect());
    return [window.tallest, row.top - header.bottom];";

#[tokio::test(flavor = "multi_thread")]
async fn rows_begin_below_the_header_however_late_the_styles_come() {
    let world = World::synced().await;
    let app = world.open().await;
    app.sees("Contoso").await;
    app.ask(LATE).await;
    app.go("Employees").await;
    app.find_path("//*[@role='row'][@row-index='0']//*[@role='gridcell']").await;
    let measures = app.ask(MEASURES).await;
    let [tallest, gap] = [0, 1].map(|at| measures[at].as_f64().unwrap_or_else(|| panic!("{measures}")));
    assert!((20.0..60.0).contains(&tallest), "the header was never taller than its row: {tallest} px");
    assert!((0.0..4.0).contains(&gap), "the first row stands {gap} px below the header");
    app.close().await;
}
