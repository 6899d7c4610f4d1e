@NullMarked
package org.proofmark.controller.web;

import org.jspecify.annotations.NullMarked;
