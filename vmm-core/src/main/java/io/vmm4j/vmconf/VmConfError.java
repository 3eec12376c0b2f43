package io.vmm4j.vmconf;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/** Why a vm.conf(5) cannot be read or changed. */
public enum VmConfError implements ErrorCode {
    SYNTAX(
            "{file}:{line}: {reason}",
            "Correct the file near line {line}: vmd(8) names the line where it noticed, often the one after the culprit."),
    UNDEFINED_MACRO(
            "{file}:{line}: {reason}",
            "Define the macro above line {line}, or quote the text if the dollar sign was meant."),
    INCLUDE(
            "{file}:{line}: {reason}",
            "Look whether the included file exists and is readable, by an absolute path; vmd(8) refuses the whole file"
                    + " without it."),
    REFUSED_VALUE(
            "{file}:{line}: {reason}", "Correct the value near line {line}: vmd(8) refuses the whole file for it."),

    VALUE_ENDS_WITH_BACKSLASH(
            "The {argument} {value} ends with a backslash, which vm.conf(5) cannot quote.", "Choose another value."),
    VALUE_TOO_LONG(
            "The {argument} {value} is longer than {limit} bytes, which vm.conf(5) cannot quote.",
            "Write a shorter one."),
    RAW_OPTION_SPANS_LINES(
            "The {argument} {value} is not exactly one line of its own.",
            "Write one option, without line breaks and comments; call once for each."),

    NOT_DEFINED("{file} and what it includes define no {what} {name}.", "Add it, or look for its name in the file."),
    ALREADY_DEFINED(
            "The {what} {name} is defined already, at {where}.", "Change or remove it, or choose another name."),
    DEFINED_TWICE(
            "The {what} {name} is defined more than once, at {where}.",
            "Remove all but one by hand; vmd(8) keeps the first."),
    NOT_IN_ONE_BLOCK(
            "The {what} {name}, defined at {where}, does not stand in one block of one file that is included once.",
            "Edit it by hand, or give it a block of its own first."),
    ENTANGLED(
            "The change cannot be made without changing something else: {reason}.",
            "Edit the file by hand: a macro, an include or an unusual layout ties the parts together."),
    CHANGED_TWICE("The {what} {name} is changed twice at once.", "Make one change of it.");

    private final String message;
    private final String hint;

    VmConfError(String message, String hint) {
        this.message = message;
        this.hint = hint;
    }

    @Override
    public String id() {
        return "vmconf-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public String message() {
        return message;
    }

    @Override
    public String hint() {
        return hint;
    }
}
