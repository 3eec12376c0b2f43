package io.vmm4j.install;

import io.vmm4j.error.ErrorCode;
import java.util.Locale;

/**
 * The rules of guests and their installers that a value can break, one constant a rule. The facts {@code argument} and
 * {@code value} say which argument broke it and how.
 */
public enum SetupError implements ErrorCode {
    HOSTNAME_SYNTAX(
            "The {argument} {value} is no host name.",
            "Write labels of letters, digits and inner hyphens joined by dots, 63 characters a label and 253 in all."),
    HOSTNAME_NUMERIC(
            "The {argument} {value} could be taken for an address: its last label has only digits.",
            "End it with a label that has a letter."),
    USER_SYNTAX(
            "The {argument} {value} is no login name.",
            "Start with a letter a to z or '_', go on with these, digits and '-', 32 in all."),
    USER_IS_ROOT("The {argument} {value} is there already.", "Say how root logs in by the setup's root login."),
    USER_TWICE("The {argument} {value} is given twice.", "Give every user a name of its own."),
    USER_RESERVED(
            "The {argument} {value} belongs to the system that is installed.",
            "Choose another name: the installer would ask again, or leave the user out without a word."),
    USER_OPENBSD(
            "The {argument} {value} is none that OpenBSD's installer takes: it would leave the user out without a word.",
            "Start with a letter a to z, go on with letters, digits, '-' and '_', 31 in all."),
    FULL_NAME_CHARACTER(
            "The {argument} {value} holds a colon, an ampersand or a comma.",
            "Leave them out: passwd(5) means something by them."),
    TIME_ZONE_UNKNOWN("The {argument} {value} is no time zone.", "Write UTC, or an area and a city: Europe/Amsterdam."),
    KEY_SYNTAX(
            "The {argument} {value} is no SSH public key: {reason}.",
            "Copy one whole line of a .pub file: the type, the key, and a comment if there is one."),
    KEY_TOO_WEAK(
            "The {argument} {value} has only {bits} bits.", "Use an Ed25519 key, or RSA of at least {limit} bits."),
    HASH_SYNTAX(
            "The {argument} is neither a bcrypt hash ($2b$) nor a SHA-512-crypt hash ($6$).",
            "Make it with encrypt(1), mkpasswd(1), or from the password itself."),
    HASH_WRONG_SCHEME(
            "The password of {value} is hashed by {scheme}, which {system} does not take.", "Hash it by {wanted}."),
    PASSWORD_TOO_LONG(
            "The password is longer than {limit} bytes, and bcrypt would ignore the rest.", "Choose a shorter one."),
    PASSWORD_NUL("The password holds a NUL, where crypt(3) would end it.", "Choose one without."),
    NETWORK_PREFIX(
            "The prefix length {value} is not from 1 to 31.", "Write the bits of the network: 24 for 255.255.255.0."),
    NETWORK_ADDRESS(
            "The {argument} {value} is the number or the broadcast address of its network.", "Choose one between."),
    NETWORK_GATEWAY(
            "The {argument} {value} is not another address of the guest's own network.",
            "Give the router's address in that network: an installer refuses one that it cannot reach."),
    NETWORK_NAMESERVERS("There are {value} name servers.", "Give 1 to 3: resolv.conf(5) reads no more."),
    PACKAGE_SYNTAX(
            "The {argument} {value} is no package name.",
            "Start with a letter or digit, go on with these and any of + . _ % -, without blanks."),
    PACKAGE_FOREIGN(
            "The {argument} {value} is no package name of {system}.", "Look the package up by the name it has there."),
    COMMAND_CHARACTER(
            "The {argument} {value} holds a control character other than tab and newline.",
            "Write it as a sh(1) script, with printf(1) for such characters."),
    NOT_EXPRESSIBLE(
            "The {argument} {value} cannot be written into {system}: {reason}.",
            "Leave it out, or write it otherwise."),
    FEATURE_MISSING("{system} cannot be given {argument}: {reason}.", "{remedy}."),
    FILE_PATH(
            "The {argument} {value} is no path of a file in the guest.",
            "Write an absolute path without empty parts, '.' and '..'.");

    private final String message;
    private final String hint;

    SetupError(String message, String hint) {
        this.message = message;
        this.hint = hint;
    }

    @Override
    public String id() {
        return "setup-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
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
