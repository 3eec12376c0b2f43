package io.vmm4j.vmctl.internal;

import io.vmm4j.vmctl.VmctlFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One message of vmctl(8) and what it means.
 *
 * @param voice how it is said
 * @param pattern the whole text; its group, if it has one, is the reason that vmctl gives
 * @param failure what it means, unless the request says more
 */
record MessageRule(SaidLine.Voice voice, Pattern pattern, VmctlFailure failure) {

    /** A message that follows {@code vmctl: }. */
    static MessageRule message(String regex, VmctlFailure failure) {
        return new MessageRule(SaidLine.Voice.MESSAGE, Pattern.compile(regex), failure);
    }

    /** A result that follows {@code stopping vm web1: } or {@code waiting for vm web1: }. */
    static MessageRule result(String regex, VmctlFailure failure) {
        return new MessageRule(SaidLine.Voice.RESULT, Pattern.compile(regex), failure);
    }

    /** A line of its own. */
    static MessageRule plain(String regex, VmctlFailure failure) {
        return new MessageRule(SaidLine.Voice.PLAIN, Pattern.compile(regex), failure);
    }

    boolean matches(SaidLine line) {
        return line.voice() == voice && pattern.matcher(line.text()).matches();
    }

    /** The reason that a line gives which matches. */
    String reason(SaidLine line) {
        Matcher matcher = pattern.matcher(line.text());
        return matcher.matches() && matcher.groupCount() > 0 ? matcher.group(1) : "no reason given";
    }
}
