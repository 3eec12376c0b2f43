package io.vmm4j.testkit.internal.http;

import io.vmm4j.testkit.SimulatedInternet;
import io.vmm4j.testkit.SimulatedInternet.NoConnection;
import io.vmm4j.testkit.WebFault;
import io.vmm4j.testkit.WebResponse;
import io.vmm4j.testkit.internal.board.Fetched;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.web.Web;
import java.util.Arrays;
import java.util.Optional;

/**
 * What is behind a machine's uplink, for the guests on it. A transfer that is cut or reset comes as far as it comes; how fast it comes is
 * the guest's business.
 */
public final class Internet {

    private static final int HEAD = 4 << 20;
    private static final int REDIRECTS = 5;

    private Internet() {}

    /** What a guest of this machine gets for a URL. */
    public static Fetched get(Machine machine, String url) {
        Optional<SimulatedInternet> internet = Web.of(machine).internet();
        if (internet.isEmpty()) {
            return unknown(url);
        }
        try {
            WebResponse response = internet.get().get(url, 0);
            for (int i = 0; i < REDIRECTS && response.location().isPresent(); i++) {
                response = internet.get().get(response.location().get(), 0);
            }
            return new Fetched.Answer(reply(response));
        } catch (NoConnection e) {
            return e.fault() instanceof WebFault.UnknownHost
                    ? unknown(url)
                    : new Fetched.Failure("connect: Operation timed out", true);
        }
    }

    private static Fetched unknown(String url) {
        String host = Url.parse(url).map(Url::host).orElse(url);
        return new Fetched.Failure(host + ": no address associated with name", false);
    }

    private static HttpReply reply(WebResponse response) {
        byte[] head = new byte[(int) Math.min(HEAD, response.end())];
        int read = 0;
        while (read < head.length) {
            int count = response.read(read, head, read, head.length - read);
            if (count <= 0) {
                break;
            }
            read += count;
        }
        return new HttpReply(response.status(), response.reason(), Arrays.copyOf(head, read), response.end());
    }
}
