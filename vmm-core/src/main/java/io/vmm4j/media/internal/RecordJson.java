package io.vmm4j.media.internal;

import io.vmm4j.HostPath;
import io.vmm4j.internal.JsonFields;
import io.vmm4j.media.DigestAlgorithm;
import io.vmm4j.media.Medium;
import io.vmm4j.media.StoredMedium;
import java.net.URI;
import java.time.Instant;
import java.util.function.Function;

/** The small file beside each medium: one line, whose last field is the digest. */
final class RecordJson {

    private static final int VERSION = 1;
    private static final String DIGEST = "digest";

    private RecordJson() {}

    /** The line up to the digest, which the host adds when it has taken it. */
    static String beginning(Medium medium, DigestAlgorithm algorithm, String trust, URI url, Instant now) {
        String complete = JsonFields.empty()
                .put("version", VERSION)
                .put("medium", medium.id())
                .put("algorithm", algorithm.toString())
                .put("trust", trust)
                .put("url", url.toString())
                .put("fetched", now.toString())
                .put(DIGEST, "")
                .toString();
        return complete.substring(0, complete.length() - "\"}".length());
    }

    static StoredMedium read(HostPath path, long size, String record) {
        JsonFields fields = JsonFields.parse(record);
        fields.requireVersion("version", VERSION);
        return new StoredMedium(
                fields.required("medium", Function.identity()),
                path,
                size,
                fields.constant("algorithm", DigestAlgorithm.values()),
                fields.required(DIGEST, Function.identity()),
                fields.required("trust", Function.identity()),
                URI.create(fields.required("url", Function.identity())),
                fields.moment("fetched"));
    }
}
