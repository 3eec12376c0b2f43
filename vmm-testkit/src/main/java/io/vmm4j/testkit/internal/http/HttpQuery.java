package io.vmm4j.testkit.internal.http;

/**
 * A GET request.
 *
 * @param remote the IPv4 address that it comes from, as the server sees it
 * @param local the IPv4 address that it went to, as the server sees it
 * @param port the port that it went to
 * @param host what its Host header says
 * @param target path and query: {@code /install.conf?path=7.9/amd64}
 */
public record HttpQuery(String remote, String local, int port, String host, String target) {

    /** The path without the query. */
    public String path() {
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }
}
