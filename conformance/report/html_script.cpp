// The page reads without it: it opens what a link leads to and what a printed page must show, and
// puts a button beside each command.

#include "report/html_parts.h"

namespace conformance::report {

std::string_view script()
{
    return R"script(
(function () {
  "use strict";
  function reveal(id) {
    var place = document.getElementById(id);
    if (!place) return;
    for (var outer = place; outer; outer = outer.parentElement) {
      if (outer.tagName === "DETAILS") outer.open = true;
    }
    place.scrollIntoView();
  }
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (link) reveal(link.getAttribute("href").slice(1));
  });
  window.addEventListener("hashchange", function () { reveal(location.hash.slice(1)); });
  if (location.hash) reveal(location.hash.slice(1));
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("#wrong > .cards > details").forEach(function (card) { card.open = true; });
  });

  document.querySelectorAll("pre.look").forEach(function (command) {
    if (!navigator.clipboard) return;
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy";
    button.addEventListener("click", function () {
      navigator.clipboard.writeText(command.querySelector("code").textContent).then(function () {
        button.textContent = "Copied";
        setTimeout(function () { button.textContent = "Copy"; }, 1500);
      });
    });
    command.appendChild(button);
  });
})();
)script";
}

std::string_view script_hash()
{
    return "5JwFZ7KkFS/MFzTX1BVazjJhcmFc2pEyyYQBpmvczOA=";
}

}  // namespace conformance::report
