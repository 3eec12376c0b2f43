package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.internal.board.Fetched;
import io.vmm4j.testkit.internal.http.HttpReply;
import java.util.List;
import java.util.Optional;

/** The sets of a release on its ISO image, which has no signed list: all of them, of usual sizes. */
final class CdromSource implements SetSource {

    private final Release release;
    private final String directory;

    CdromSource(Release release, String directory) {
        this.release = release;
        this.directory = directory.replaceFirst("^/+", "").replaceFirst("/+$", "");
    }

    @Override
    public Fetched get(String name) {
        return new Fetched.Answer(new HttpReply(200, "OK", new byte[0], SetNames.usualSize(name)));
    }

    @Override
    public List<String> names() {
        if (!directory.equals(release.number() + "/amd64")) {
            return List.of();
        }
        List<String> names = SetNames.of(release);
        names.add("BUILDINFO");
        return names;
    }

    @Override
    public Optional<HttpReply> signedList() {
        return Optional.empty();
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    @Override
    public String place() {
        return directory;
    }
}
