/// What a browser sees of the controller, and what a scraper reads: read-only, without a login.
/// Front door: [org.proofmark.controller.web.WebServer].
@NullMarked
package org.proofmark.controller.web;

import org.jspecify.annotations.NullMarked;
