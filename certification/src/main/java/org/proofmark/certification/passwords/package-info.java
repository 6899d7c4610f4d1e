/// The test group of passwords: SI 2023/1007 Sch.1 para 1; EN 303 645 5.1-1, 5.1-2. Front door:
/// [org.proofmark.certification.passwords.PasswordsSuite].
@NullMarked
package org.proofmark.certification.passwords;

import org.jspecify.annotations.NullMarked;
