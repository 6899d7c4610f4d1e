@NullMarked
package org.proofmark.cli.lab;

import org.jspecify.annotations.NullMarked;
