package io.vmm4j.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What simulated hosts and their guests reach by http and https: URLs with contents, and what goes wrong with them. Thread safe;
 * several hosts may share one. Servers know Range, ETag and Last-Modified; bytes come at ten million a second unless said
 * otherwise, on the time of whoever fetches.
 */
public final class SimulatedInternet {

    private static final long BYTES_PER_SECOND = 10_000_000;
    private static final Instant LAST_MODIFIED = Instant.parse("2026-06-01T00:00:00Z");

    private final Map<String, WebContent> contents = new LinkedHashMap<>();
    private final Map<String, String> redirects = new LinkedHashMap<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<WebRequest> requests = new ArrayList<>();

    private enum Recurrence {
        ONCE,
        ALWAYS
    }

    private record Plan(String prefix, WebFault fault, Recurrence recurrence) {}

    /** One with nothing on it. */
    public SimulatedInternet() {}

    /** Serves a content; what was there before is replaced. */
    public synchronized SimulatedInternet serve(String url, WebContent content) {
        contents.put(url, content);
        return this;
    }

    /** Serves a text. */
    public SimulatedInternet serve(String url, String text) {
        return serve(url, WebContent.of(text));
    }

    /** Serves files in a directory, whose URL ends with a slash. */
    public SimulatedInternet serveAll(String directory, Map<String, WebContent> files) {
        files.forEach((name, content) -> serve(directory + name, content));
        return this;
    }

    /** Serves files in a directory with a list of their digests as sha256sum(1) of GNU writes it. */
    public SimulatedInternet serveWithSums(
            String directory, String list, String algorithm, Map<String, WebContent> files) {
        String sums = files.entrySet().stream()
                .map(file -> file.getValue().digest(algorithm) + "  " + file.getKey() + "\n")
                .collect(Collectors.joining());
        return serveAll(directory, files).serve(directory + list, sums);
    }

    /** Serves files in a directory with SHA256.sig, as OpenBSD's mirrors have it. */
    public SimulatedInternet serveSigned(String directory, SignifyKey key, Map<String, WebContent> files) {
        String sums = files.entrySet().stream()
                .map(file ->
                        "SHA256 (" + file.getKey() + ") = " + file.getValue().digest("SHA-256") + "\n")
                .collect(Collectors.joining());
        return serveAll(directory, files).serve(directory + "SHA256.sig", key.signEmbedded(sums));
    }

    /** Answers a URL with the location of another one. */
    public synchronized SimulatedInternet redirect(String url, String target) {
        redirects.put(url, target);
        return this;
    }

    /** Serves nothing at a URL any more. */
    public synchronized void remove(String url) {
        contents.remove(url);
    }

    /** Has something be wrong with every URL that starts so. */
    public synchronized SimulatedInternet fault(String prefix, WebFault fault) {
        plans.add(new Plan(prefix, fault, Recurrence.ALWAYS));
        return this;
    }

    /** Has something be wrong with the next request for a URL that starts so; said twice, with the next two, in this order. */
    public synchronized SimulatedInternet faultOnce(String prefix, WebFault fault) {
        plans.add(new Plan(prefix, fault, Recurrence.ONCE));
        return this;
    }

    /** Has nothing be wrong any more. */
    public synchronized void heal() {
        plans.clear();
    }

    /** What was asked for so far, in order. */
    public synchronized List<WebRequest> requests() {
        return List.copyOf(requests);
    }

    /** How often a URL was asked for. */
    public synchronized int requestsOf(String url) {
        return (int)
                requests.stream().filter(request -> request.url().equals(url)).count();
    }

    /** Whoever cannot be connected to. */
    public static final class NoConnection extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient WebFault fault;

        NoConnection(WebFault fault) {
            super(fault.toString());
            this.fault = fault;
        }

        /** Why: {@link WebFault.Unreachable} or {@link WebFault.UnknownHost}. */
        public WebFault fault() {
            return fault;
        }
    }

    /**
     * Asks for a URL.
     *
     * @param offset from which byte on, as a Range header says; 0 sends no such header
     * @throws NoConnection if no server can be asked
     */
    public synchronized WebResponse get(String url, long offset) throws NoConnection {
        List<WebFault> faults = take(url);
        for (WebFault fault : faults) {
            if (fault instanceof WebFault.Unreachable || fault instanceof WebFault.UnknownHost) {
                requests.add(new WebRequest(url, offset, 0));
                throw new NoConnection(fault);
            }
        }
        if (!isKnown(url)) {
            requests.add(new WebRequest(url, offset, 0));
            throw new NoConnection(new WebFault.UnknownHost());
        }
        WebResponse response = respond(url, offset, faults);
        requests.add(new WebRequest(url, offset, response.status()));
        return response;
    }

    /** A name has an address if anything is served there. */
    private boolean isKnown(String url) {
        String server = server(url);
        return contents.keySet().stream().anyMatch(one -> server(one).equals(server))
                || redirects.keySet().stream().anyMatch(one -> server(one).equals(server));
    }

    private static String server(String url) {
        return url.replaceFirst("^[a-z]+://([^/]*).*$", "$1");
    }

    private List<WebFault> take(String url) {
        List<WebFault> faults = new ArrayList<>();
        for (Plan plan : plans) {
            if (plan.recurrence() == Recurrence.ALWAYS && url.startsWith(plan.prefix())) {
                faults.add(plan.fault());
            }
        }
        plans.stream()
                .filter(plan -> plan.recurrence() == Recurrence.ONCE && url.startsWith(plan.prefix()))
                .findFirst()
                .ifPresent(plan -> {
                    faults.add(plan.fault());
                    plans.remove(plan);
                });
        return faults;
    }

    private WebResponse respond(String url, long offset, List<WebFault> faults) {
        for (WebFault fault : faults) {
            if (fault instanceof WebFault.Status status) {
                return bodyless(status.code(), status.reason(), Optional.empty());
            }
        }
        if (redirects.containsKey(url)) {
            return bodyless(302, "Found", Optional.ofNullable(redirects.get(url)));
        }
        WebContent content = contents.get(url);
        if (content == null) {
            return bodyless(404, "Not Found", Optional.empty());
        }
        long rate = BYTES_PER_SECOND;
        for (WebFault fault : faults) {
            rate = fault instanceof WebFault.Slow slow ? slow.bytesPerSecond() : rate;
        }
        boolean ranged = offset > 0 && faults.stream().noneMatch(WebFault.WithoutRange.class::isInstance);
        if (ranged && offset >= content.size()) {
            return bodyless(416, "Requested Range Not Satisfiable", Optional.empty());
        }
        return new WebResponse(
                ranged ? 206 : 200,
                ranged ? "Partial Content" : "OK",
                ranged ? offset : 0,
                content,
                Optional.empty(),
                "\"" + Long.toHexString(content.size()) + "\"",
                LAST_MODIFIED,
                rate,
                faults);
    }

    private static WebResponse bodyless(int status, String reason, Optional<String> location) {
        WebContent nothing = WebContent.of("");
        return new WebResponse(status, reason, 0, nothing, location, "", LAST_MODIFIED, BYTES_PER_SECOND, List.of());
    }
}
