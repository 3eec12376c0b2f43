package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.Lease;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What an installation has come to know so far. For the thread of the installer only. */
final class Installation {

    final Board board;
    final Dialogue dialogue;
    final Release release;
    final Random random;
    final boolean netbooted;
    final boolean fromCdrom;

    String hostname = "";
    String domain = "";
    Optional<Lease> lease = Optional.empty();
    final Map<String, String> interfaces = new LinkedHashMap<>();
    String gateway = "";
    String nameServers = "none";
    String rootPassword = "";
    String rootKey = "none";
    boolean sshd = true;
    boolean serial;
    Optional<InstalledUser> user = Optional.empty();
    String rootLogin = "no";
    String timezone = "";
    Optional<MirrorList> mirrors = Optional.empty();
    int disk;
    String diskName = "";
    boolean gpt;
    long rootBytes;
    long usedBytes;
    final List<String> sets = new ArrayList<>();
    String server = "";
    Optional<String> siteScript = Optional.empty();

    Installation(Board board, Dialogue dialogue, Release release, boolean netbooted, boolean fromCdrom) {
        this.board = board;
        this.dialogue = dialogue;
        this.release = release;
        this.netbooted = netbooted;
        this.fromCdrom = fromCdrom;
        this.random = new Random(board.parts().seed());
    }

    /** Its full name. */
    String fullName() {
        return hostname.contains(".") || domain.isEmpty() ? hostname : hostname + "." + domain;
    }
}
