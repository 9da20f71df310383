const view = scroller();
view.scrollTop = 0;
for (let wait = 0; wait < 10; wait += 1) await frame();
const gaps = [];
let last = await frame();
const until = last + 5000;
while (last < until) {
  view.scrollTop += 120;
  const now = await frame();
  gaps.push(now - last);
  last = now;
}
return gaps;
