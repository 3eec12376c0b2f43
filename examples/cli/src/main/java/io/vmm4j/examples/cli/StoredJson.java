package io.vmm4j.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vmm4j.media.StoredMedium;

/** Media that are on a host, as JSON. */
final class StoredJson {

    private StoredJson() {}

    static ObjectNode of(StoredMedium medium) {
        ObjectNode json = Json.object()
                .put("medium", medium.medium())
                .put("path", medium.path().value())
                .put("size", medium.size())
                .put("algorithm", medium.algorithm().toString())
                .put("digest", medium.digest())
                .put("trust", medium.trust())
                .put("url", medium.url().toString())
                .put("fetched", medium.fetched().toString());
        json.remove("version");
        return json;
    }
}
