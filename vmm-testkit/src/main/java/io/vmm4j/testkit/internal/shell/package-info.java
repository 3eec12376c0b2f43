/**
 * sh(1) in the manner of OpenBSD's ksh(1), the public domain Korn shell: reading ({@code Lexer}, {@code Parser} and the trees they
 * make), expansion ({@code Expander} and what it uses), and execution ({@code Interpreter}, the built-ins).
 *
 * <p>What it cannot do it refuses with an error; nothing is passed over.
 */
@NullMarked
package io.vmm4j.testkit.internal.shell;

import org.jspecify.annotations.NullMarked;
