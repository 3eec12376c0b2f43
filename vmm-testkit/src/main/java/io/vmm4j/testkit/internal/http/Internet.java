package io.vmm4j.testkit.internal.http;

import io.vmm4j.testkit.internal.kernel.Machine;
import java.util.Optional;
import java.util.function.Function;

/** What is behind a machine's uplink. Thread safe. */
public final class Internet {

    private volatile Function<String, Optional<HttpReply>> sites = url -> Optional.empty();

    /** That of a machine; empty unless somebody {@linkplain #connect connects} it. */
    public static Internet of(Machine machine) {
        return machine.part(Internet.class, one -> new Internet());
    }

    /** Has URLs answered by this; empty is a server that cannot be reached. It must not block. */
    public void connect(Function<String, Optional<HttpReply>> answers) {
        sites = answers;
    }

    /** What a URL has. */
    public Optional<HttpReply> get(String url) {
        return sites.apply(url);
    }
}
