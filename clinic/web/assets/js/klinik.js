/* What pages do with script, and can do without. Elements say by data attribute what they want:

   data-busy="Sedang menyimpan..."    on a submit button: its words while the form is on its way
   data-autosave                      on a form: sent on each change; data-saving, data-failed are the words
     with data-autosave-status        inside it: where "Tersimpan 09.41" (the answer's text) appears
     with data-without-script         inside it: hidden where script runs
   data-counted                       on a form: its field "seq" rises with each save of this page
   data-place="/learn/.../place/"     on a text: tells at which part (id "b-...") somebody stopped reading
   data-draft="name"                  on a form: keeps what is typed until it has arrived
   data-reveal="id" data-hide="..."   on a button: shows a PIN; the other words while it shows
   data-video="/media/x.mp4"          on a link: becomes the player
   data-share data-share-url          on a button: the phone's own sharing; hidden where there is none
   data-copy="text" data-copied="..." on a button
   data-dialog="id"                   on a link: opens that <dialog>; data-close inside it closes
   data-sign-out                      on a form: forgets what this phone keeps
*/
(() => {
  const $$ = (what, root = document) => [...root.querySelectorAll(what)];
  const on = (event, act, where = document) => where.addEventListener(event, act);
  const onClick = (what, act) =>
    on("click", (event) => {
      const found = event.target.closest(what);
      if (found) act(found, event);
    });
  const cookie = (name) => document.cookie.match(`(?:^|; )${name}=([^;]*)`)?.[1] ?? "";
  const keeper = document.body.dataset.keeper;

  // Sending: once, with words
  const busy = (form, button) => {
    form.dataset.sent = "yes";
    if (!button?.dataset.busy) return;
    button.style.minInlineSize = `${button.offsetWidth}px`;
    button.before = [...button.childNodes];
    button.setAttribute("aria-disabled", "true");
    button.replaceChildren(button.dataset.busy);
  };
  const ready = (form) => {
    delete form.dataset.sent;
    for (const button of $$("[aria-disabled]", form)) {
      if (!button.before) continue;
      button.removeAttribute("aria-disabled");
      button.replaceChildren(...button.before);
    }
  };
  on("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("method") !== "post" && !form.dataset.hxPost) return;
    if (event.defaultPrevented && !form.dataset.hxPost) return;
    if (form.dataset.sent) return event.preventDefault();
    if (form.matches("[data-sign-out]")) forget();
    if (form.dataset.draft) sessionStorage.setItem(sentName(form), "yes");
    setTimeout(() => busy(form, event.submitter)); // after the browser has read the button's value
  });
  on("pageshow", (event) => event.persisted && $$("form").forEach(ready), window);

  // htmx: the token, and what went wrong
  on("htmx:configRequest", ({ detail }) => {
    if (detail.verb !== "get") detail.headers["X-CSRFToken"] = cookie("csrftoken");
  });
  on("htmx:afterRequest", ({ target }) => target.closest("form") && ready(target.closest("form")));
  const failed = () => {
    const notice = document.getElementById("failed");
    if (notice) document.getElementById("notices")?.replaceChildren(notice.content.cloneNode(true));
  };
  for (const kind of ["responseError", "sendError", "timeout"]) on(`htmx:${kind}`, failed);

  // Checklists
  const save = async (form) => {
    const status = form.querySelector("[data-autosave-status]");
    const say = (words) => status && (status.textContent = words);
    say(form.dataset.saving ?? "");
    try {
      const headers = { "X-CSRFToken": cookie("csrftoken"), "X-Autosave": "1" };
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers });
      if (!answer.ok || answer.redirected) throw answer.status;
      say((await answer.text()).trim());
    } catch {
      say(form.dataset.failed ?? "");
    }
  };
  on("change", ({ target }) => {
    const form = target.closest("form[data-autosave]");
    if (!form) return;
    clearTimeout(form.waiting);
    form.waiting = setTimeout(save, 300, form);
  });

  // Answers: of two saves the later one counts, in whatever order they arrive
  const count = ({ target }) => {
    const seq = target.closest("form[data-counted]")?.elements.seq;
    if (seq) seq.value = Number(seq.value) + 1;
  };
  for (const event of ["change", "submit"]) document.addEventListener(event, count, true); // before htmx reads

  // Where somebody stopped reading
  const tellPlace = () => {
    const text = document.querySelector("[data-place]");
    if (document.visibilityState !== "hidden" || !text) return;
    const seen = $$("[id^='b-']", text).filter((part) => part.getBoundingClientRect().top < innerHeight / 2);
    if (!seen.length) return;
    const place = new FormData();
    place.set("anchor", seen.at(-1).id.slice(2));
    place.set("csrfmiddlewaretoken", cookie("csrftoken"));
    navigator.sendBeacon(text.dataset.place, place);
  };
  on("visibilitychange", tellPlace);

  // Drafts: of this tab, of this person, without secrets
  const draftName = (form) => `draft:${keeper ?? ""}:${location.pathname}:${form.dataset.draft}`;
  const sentName = (form) => `sent:${draftName(form)}`;
  const drafted = (form) =>
    $$("input:not([type=hidden],[type=password],[type=file],.pin,.code),textarea,select", form);
  const isTick = (field) => field.type === "checkbox" || field.type === "radio";
  on("input", ({ target }) => {
    const form = target.closest("form[data-draft]");
    if (!form) return;
    const fields = drafted(form).map((field) => (isTick(field) ? field.checked : field.value));
    sessionStorage.setItem(draftName(form), JSON.stringify(fields));
  });
  const restore = (form) => {
    const kept = JSON.parse(sessionStorage.getItem(draftName(form)) ?? "null");
    const fields = drafted(form);
    if (kept?.length !== fields.length || form.querySelector("[aria-invalid]")) return;
    fields.forEach((field, n) => (isTick(field) ? (field.checked = kept[n]) : (field.value = kept[n])));
  };
  const dropSentDrafts = () => {
    for (const name of Object.keys(sessionStorage)) {
      if (!name.startsWith("sent:")) continue;
      sessionStorage.removeItem(name.slice(5));
      sessionStorage.removeItem(name);
    }
  };

  // Small things
  onClick("[data-reveal]", (button) => {
    const field = document.getElementById(button.dataset.reveal);
    const words = button.querySelector("span");
    [words.textContent, button.dataset.hide] = [button.dataset.hide, words.textContent];
    field.type = field.type === "password" ? "text" : "password";
  });
  onClick("a[data-video]", (link, event) => {
    event.preventDefault();
    const player = document.createElement("video");
    Object.assign(player, { src: link.dataset.video, controls: true, autoplay: true, playsInline: true });
    player.setAttribute("aria-label", link.textContent.trim());
    link.replaceWith(player);
    player.focus();
  });
  onClick("[data-share]", ({ dataset }) =>
    navigator
      .share({ title: document.title, text: dataset.share, url: dataset.shareUrl ?? location.href })
      .catch(() => {}),
  );
  onClick("[data-copy]", async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.querySelector("span").textContent = button.dataset.copied;
  });
  onClick("[data-dialog]", ({ dataset }, event) => {
    event.preventDefault();
    document.getElementById(dataset.dialog).showModal();
  });
  onClick("[data-close]", (button, event) => {
    event.preventDefault();
    button.closest("dialog").close();
  });
  on("change", ({ target }) => {
    const name = target.closest(".file-drop")?.querySelector("[data-file-name]");
    if (name && target.files?.length) name.textContent = [...target.files].map((file) => file.name).join(", ");
  });

  // The connection
  const showConnection = () => {
    for (const badge of $$("[data-connection]")) badge.hidden = navigator.onLine;
  };
  on("online", showConnection, window);
  on("offline", showConnection, window);

  // What this phone keeps
  const forget = () => {
    sessionStorage.clear();
    navigator.serviceWorker?.controller?.postMessage("forget");
  };
  const listKept = async (section) => {
    const current = await (await caches.match("/keeper"))?.text();
    const kept = current && (await caches.open(`kept-${current}`));
    for (const request of (await kept?.keys()) ?? []) {
      const answer = await kept.match(request);
      if (!answer.headers.get("Content-Type")?.startsWith("text/html")) continue;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const [item, link] = [document.createElement("li"), document.createElement("a")];
      [link.href, link.textContent] = [request.url, page.title];
      item.append(link);
      section.querySelector("ul").append(item);
      section.hidden = false;
    }
  };
  if (keeper && "serviceWorker" in navigator) {
    on("load", async () => {
      const isFirst = !navigator.serviceWorker.controller;
      await navigator.serviceWorker.register("/sw.js");
      const { active } = await navigator.serviceWorker.ready;
      if (isFirst) active.postMessage({ keep: location.href });
    }, window);
  }

  // Each page, and each part that htmx brings
  const begin = (root) => {
    $$("[data-reveal]", root).forEach((button) => (button.hidden = false));
    $$("[data-share]", root).forEach((button) => (button.hidden = !navigator.share));
    $$("[data-without-script]", root).forEach((part) => (part.hidden = true));
    $$("[data-passing]", root).forEach((toast) => setTimeout(() => toast.remove(), 8000));
    $$("form[data-draft]", root).forEach(restore);
  };
  if (document.body.dataset.offlinePage === undefined) dropSentDrafts();
  else $$("[data-kept]").forEach((section) => listKept(section).catch(() => {}));
  begin(document);
  on("htmx:load", ({ detail }) => begin(detail.elt));
  showConnection();
})();
