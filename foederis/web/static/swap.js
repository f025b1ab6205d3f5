// Parts of a page put in place of what is there, as the server gives them for another address of the same page.

let last = 0; // of the swaps asked for; an answer that comes after a later question is dropped

/**
 * @param {string} address of the page with the parts as they are to be
 * @param {string[]} ids of the elements to replace
 * @returns {Promise<boolean>} whether they were replaced; a page that cannot be had that way is gone to
 */
export async function swap(address, ids) {
  const mine = ++last;
  const answer = await fetch(address, { headers: { accept: "text/html" } }).catch(() => undefined);
  const text = await answer?.text();
  if (mine !== last) return false;
  if (!answer?.ok) {
    location.assign(address);
    return false;
  }
  const come = new DOMParser().parseFromString(text, "text/html");
  for (const id of ids) document.getElementById(id).replaceWith(document.adoptNode(come.getElementById(id)));
  history.replaceState(null, "", address);
  return true;
}
