package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.Fetched;
import io.vmm4j.testkit.internal.http.HttpReply;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A directory of a web server. */
final class MirrorSource implements SetSource {

    private final Board board;
    private final String place;
    private final Optional<HttpReply> signedList;
    private final boolean fellBack;

    /**
     * A directory.
     *
     * @param server with a scheme, or without one: then https is tried first
     */
    MirrorSource(Board board, String server, String directory) {
        this.board = board;
        String path = "/" + directory.replaceFirst("^/+", "");
        boolean plain = !server.contains("://");
        Optional<HttpReply> secure = plain ? list("https://" + server + path) : Optional.empty();
        this.place = secure.isPresent() ? "https://" + server + path : (plain ? "http://" : "") + server + path;
        this.signedList = secure.or(() -> list(place));
        this.fellBack = plain && secure.isEmpty();
    }

    private Optional<HttpReply> list(String base) {
        return board.fetch(base + "/SHA256.sig") instanceof Fetched.Answer answer
                        && answer.reply().isOk()
                ? Optional.of(answer.reply())
                : Optional.empty();
    }

    /** Whether it had to do without https. */
    boolean fellBack() {
        return fellBack;
    }

    @Override
    public Fetched get(String name) {
        return board.fetch(place + "/" + name);
    }

    @Override
    public List<String> names() {
        Set<String> names = new LinkedHashSet<>();
        signedList.ifPresent(list -> names.addAll(Digests.of(list.text()).keySet()));
        if (get("index.txt") instanceof Fetched.Answer answer && answer.reply().isOk()) {
            answer.reply()
                    .text()
                    .lines()
                    .map(line -> line.replaceFirst(".*[ \t]", ""))
                    .forEach(names::add);
        }
        return new ArrayList<>(names);
    }

    @Override
    public Optional<HttpReply> signedList() {
        return signedList;
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public String place() {
        return place;
    }
}
