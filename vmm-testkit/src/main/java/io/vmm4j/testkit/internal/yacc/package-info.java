/**
 * Reading configuration files as the programs do whose parsers are made by yacc(1) and share a lexer: vm.conf(5), pf.conf(5). Tokens,
 * macros, included files, positions in messages, recovery from errors.
 */
@NullMarked
package io.vmm4j.testkit.internal.yacc;

import org.jspecify.annotations.NullMarked;
