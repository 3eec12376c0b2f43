package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.internal.http.HttpReply;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The digests in SHA256.sig. */
final class Digests {

    private static final Pattern LINE = Pattern.compile("SHA256 \\((.*)\\) = ([0-9a-f]{64})");

    private Digests() {}

    static Map<String, String> of(String list) {
        Map<String, String> digests = new LinkedHashMap<>();
        for (String line : list.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                digests.put(matcher.group(1), matcher.group(2));
            }
        }
        return digests;
    }

    /** The digest of a content. */
    static String of(HttpReply content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content.head());
            byte[] zeros = new byte[64 * 1024];
            for (long left = content.size() - content.head().length; left > 0; left -= zeros.length) {
                digest.update(zeros, 0, (int) Math.min(left, zeros.length));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
