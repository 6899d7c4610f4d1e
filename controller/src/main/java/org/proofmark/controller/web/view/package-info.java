/// What the templates show, in words: records of text, made from rows and never the other way.
@NullMarked
package org.proofmark.controller.web.view;

import org.jspecify.annotations.NullMarked;
