package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.SignifyKey;
import io.vmm4j.testkit.internal.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The small sets that the transcripts were made with. */
final class Mirror {

    private final Map<String, Long> sizes = new LinkedHashMap<>();
    private final List<String> unsigned = new ArrayList<>();

    Mirror() {
        sizes.put("bsd", 2929L << 10);
        sizes.put("bsd.rd", 1953L << 10);
        sizes.put("base76.tgz", 371L << 10);
        sizes.put("comp76.tgz", 156L);
        sizes.put("man76.tgz", 154L);
        sizes.put("BUILDINFO", 18L);
        for (String set : List.of("game", "xbase", "xshare", "xfont", "xserv")) {
            sizes.put(set + "76.tgz", 150L);
        }
    }

    Mirror unsigned(String name, long size) {
        sizes.put(name, size);
        unsigned.add(name);
        return this;
    }

    private static HttpReply content(String text, long size) {
        byte[] head = text.getBytes(StandardCharsets.ISO_8859_1);
        return new HttpReply(200, "OK", Arrays.copyOf(head, (int) Math.min(head.length, size)), size);
    }

    /** Puts them on a server. */
    void serve(TableBoard board, String base, boolean signed) {
        StringBuilder list = new StringBuilder();
        StringBuilder index = new StringBuilder();
        sizes.forEach((name, size) -> {
            HttpReply reply = content(name.startsWith("site") ? "install.site: running\n" + name : name, size);
            board.page(base + "/" + name, reply);
            if (!unsigned.contains(name)) {
                list.append("SHA256 (" + name + ") = " + Digests.of(reply) + "\n");
            }
            index.append("-rw-r--r--  1 1001  0  " + size + " Nov 23 12:00:00 2026 " + name + "\n");
        });
        index.append("-rw-r--r--  1 1001  0  1260 Nov 23 12:00:00 2026 SHA256.sig\n");
        board.page(base + "/index.txt", index.toString());
        if (signed) {
            SignifyKey key = SignifyKey.ofRelease("7.6");
            int length = list.length() + key.signEmbedded("").length();
            list.append("#".repeat(1260 - length - 1)).append('\n');
            board.page(base + "/SHA256.sig", key.signEmbedded(list.toString()));
        }
    }
}
