/// How many passwords there can be. Front door: [org.proofmark.credential.strength.Keyspace].
@NullMarked
package org.proofmark.credential.strength;

import org.jspecify.annotations.NullMarked;
