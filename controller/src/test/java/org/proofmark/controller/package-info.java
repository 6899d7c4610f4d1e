@NullMarked
package org.proofmark.controller;

import org.jspecify.annotations.NullMarked;
