package io.vmm4j.guest;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host keys that a guest showed on its console while it was installed or booted for the first time.
 *
 * <p>Read are the blocks {@code -----BEGIN SSH HOST KEY KEYS-----} and {@code -----BEGIN SSH HOST KEY FINGERPRINTS-----} that
 * cloud-init(1) prints, each up to its end, with or without what syslog puts before a line, and the fingerprints that Debian's
 * package prints behind {@code Creating SSH2 ... key}. A key anywhere else is somebody's own and does not count. What rc(8) of OpenBSD
 * and Alpine's OpenRC print, {@code ssh-keygen: generating new host keys: RSA ECDSA ED25519}, tells that there are new keys and not
 * which; a guest of these shows them if its first boot prints such a block.
 *
 * @param keys in the order in which they were shown
 * @param generated whether new keys were made
 */
public record ConsoleHostKeys(Set<HostKey> keys, boolean generated) {

    private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");
    private static final Pattern MARK = Pattern.compile(".*-----(BEGIN|END) SSH HOST KEY (KEYS|FINGERPRINTS)-----.*");
    private static final Pattern FINGERPRINT =
            Pattern.compile("(?:.*[\\s:])?(\\d{3,5}) (SHA256:[A-Za-z0-9+/]{43})(?: .*)? \\((ED25519|ECDSA|RSA)\\)\\s*");
    private static final Pattern PUBLIC = Pattern.compile("(?:.*\\s)?((?:ssh-ed25519|ecdsa-sha2-\\S+|ssh-rsa) \\S+).*");
    private static final Pattern CREATING = Pattern.compile(".*Creating SSH2 \\S+ key; this may take some time.*");
    private static final Pattern GENERATING = Pattern.compile(".*ssh-keygen: generating new host keys: .*");

    /** Keeps a copy. */
    public ConsoleHostKeys {
        keys = Collections.unmodifiableSet(new LinkedHashSet<>(keys));
    }

    /** Reads what a console printed; nothing in it is an error. A block that has not ended yet does not count. */
    public static ConsoleHostKeys read(String console) {
        Set<HostKey> keys = new LinkedHashSet<>();
        Set<HostKey> block = new LinkedHashSet<>();
        boolean generated = false;
        boolean inBlock = false;
        boolean expected = false;
        List<String> lines = ANSI.matcher(console).replaceAll("").lines().toList();
        for (String line : lines) {
            Matcher mark = MARK.matcher(line);
            if (mark.matches()) {
                inBlock = mark.group(1).equals("BEGIN");
                if (!inBlock) {
                    keys.addAll(block);
                }
                block.clear();
            } else if (inBlock) {
                key(line).ifPresent(block::add);
            } else if (expected) {
                fingerprint(line).ifPresent(keys::add);
            }
            expected = CREATING.matcher(line).matches();
            generated |= expected || GENERATING.matcher(line).matches();
        }
        return new ConsoleHostKeys(keys, generated || !keys.isEmpty());
    }

    private static Optional<HostKey> key(String line) {
        Matcher whole = PUBLIC.matcher(line);
        return whole.matches() ? HostKey.find(whole.group(1)) : fingerprint(line);
    }

    private static Optional<HostKey> fingerprint(String line) {
        Matcher matcher = FINGERPRINT.matcher(line);
        return matcher.matches()
                ? Optional.of(new HostKey(type(matcher.group(3), matcher.group(1)), matcher.group(2)))
                : Optional.empty();
    }

    private static String type(String kind, String bits) {
        return switch (kind) {
            case "ED25519" -> "ssh-ed25519";
            case "RSA" -> "ssh-rsa";
            default -> "ecdsa-sha2-nistp" + bits;
        };
    }
}
