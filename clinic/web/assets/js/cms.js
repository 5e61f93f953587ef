/* Wagtail's widgets are started from data instead of inline scripts: see clinic/web/middleware.py. */
(() => {
  const waiting = "script[data-klinik-init]";

  const start = (script) => {
    const name = script.dataset.klinikInit;
    script.removeAttribute("data-klinik-init");
    const given = JSON.parse(script.textContent);
    if (name.endsWith("Panel")) new window[name](JSON.parse(given[0]));
    else if (name.startsWith("init")) window[name](...given);
    else new window[name](...given);
  };

  const startAllIn = (root) => {
    if (root.matches?.(waiting)) start(root);
    root.querySelectorAll?.(waiting).forEach(start);
  };

  // The text editor makes <style> elements; they get the nonce this file came with.
  const { nonce } = document.currentScript;
  const create = document.createElement;
  document.createElement = function (name, ...rest) {
    const element = create.call(this, name, ...rest);
    if (element.localName === "style") element.nonce = nonce;
    return element;
  };

  addEventListener("DOMContentLoaded", () => {
    startAllIn(document);
    new MutationObserver((changes) => {
      for (const change of changes) change.addedNodes.forEach(startAllIn);
    }).observe(document.body, { childList: true, subtree: true });
  });
})();
