package io.vmm4j.vmconf.internal;

/**
 * A token and the part of a file that it came from. What a macro stands for comes from where the macro is used; of several
 * tokens out of one macro the first has its text, the others are of length zero.
 *
 * @param kind what it is
 * @param text the value of a string, the digits of a number
 * @param source the file
 * @param start the first character
 * @param end after the last character
 * @param line the line it is on
 */
record Token(TokenKind kind, String text, Source source, int start, int end, int line) {}
