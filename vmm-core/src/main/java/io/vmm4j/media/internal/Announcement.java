package io.vmm4j.media.internal;

import io.vmm4j.HostPath;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandExecutor;
import io.vmm4j.exec.Input;
import io.vmm4j.exec.Query;
import io.vmm4j.media.DigestAlgorithm;
import io.vmm4j.media.FileName;
import io.vmm4j.media.MediaError;
import io.vmm4j.media.MediaException;
import io.vmm4j.media.Medium;
import io.vmm4j.media.Place;
import io.vmm4j.media.SumsFormat;
import io.vmm4j.media.Trust;
import java.net.URI;
import java.util.Optional;

/** Finds out which file a medium is, and which digest it must have. */
final class Announcement {

    private final CommandExecutor executor;
    private final Way way;
    private final Notes notes;

    Announcement(CommandExecutor executor, Way way, Notes notes) {
        this.executor = executor;
        this.way = way;
        this.notes = notes;
    }

    /** The file and its digest; empty if nobody could be asked, which is noted. */
    Optional<Sums.Sum> of(Medium medium) {
        Trust trust = medium.trust();
        if (trust instanceof Trust.Pinned pinned && medium.file() instanceof FileName.Exact exact) {
            return Optional.of(new Sums.Sum(exact.name(), pinned.algorithm(), pinned.digest()));
        } else if (trust instanceof Trust.Signed signed) {
            return signed(medium, signed);
        } else if (trust instanceof Trust.Published published) {
            return published(medium, published);
        }
        throw new MediaException(Problem.of(MediaError.NOT_VERIFIABLE).with("medium", medium.id()));
    }

    private Optional<Sums.Sum> signed(Medium medium, Trust.Signed trust) {
        for (Place place : medium.places()) {
            URI url = place.file(trust.sums());
            Optional<Sums.Sum> sum = way.text(url, notes)
                    .flatMap(text -> genuine(medium, trust.key(), url, text))
                    .flatMap(list -> find(medium, SumsFormat.LIST, DigestAlgorithm.SHA256, url, list));
            if (sum.isPresent()) {
                return sum;
            }
        }
        return Optional.empty();
    }

    /** The list without its signature, if that is right. The host's own signify(1) and key say so. */
    private Optional<String> genuine(Medium medium, HostPath key, URI url, String text) {
        Command command = Command.read("signify", "-Vqe", "-p", key.value(), "-x", "-", "-m", "-")
                .withStdin(Input.of(text));
        return new Query<>(command, answer -> verdict(medium, key, url, answer)).ask(executor);
    }

    private Optional<String> verdict(Medium medium, HostPath key, URI url, Answer answer) {
        if (answer.result().succeeded()) {
            return Optional.of(answer.result().stdout());
        }
        String said = answer.result().stderr().strip();
        if (said.contains("can't open " + key)) {
            throw new MediaException(Problem.of(MediaError.NO_KEY)
                    .with("target", answer.target())
                    .with("key", key)
                    .with("medium", medium.id()));
        }
        notes.add(url, Notes.Fault.BAD_SIGNATURE, said);
        return Optional.empty();
    }

    private Optional<Sums.Sum> published(Medium medium, Trust.Published trust) {
        for (URI url : trust.sums()) {
            Optional<String> text = way.text(url, notes);
            if (text.isEmpty()) {
                continue;
            }
            Optional<Sums.Sum> sum = trust.format() == SumsFormat.BESIDE
                    ? beside(medium, trust.algorithm(), url, text.get())
                    : find(medium, trust.format(), trust.algorithm(), url, text.get());
            if (sum.isPresent()) {
                return sum;
            }
        }
        return Optional.empty();
    }

    private Optional<Sums.Sum> beside(Medium medium, DigestAlgorithm algorithm, URI page, String text) {
        Optional<String> file = Sums.findLink(medium.file(), text);
        if (file.isEmpty()) {
            notes.add(page, Notes.Fault.UNREADABLE, "it has no " + medium.file());
            return Optional.empty();
        }
        URI url = page.resolve(file.get() + "." + algorithm);
        return way.text(url, notes).flatMap(digest -> {
            String first = digest.strip().split("\\s+", 2)[0];
            if (!algorithm.isDigest(first)) {
                notes.add(url, Notes.Fault.UNREADABLE, "it holds no digest");
                return Optional.empty();
            }
            return Optional.of(new Sums.Sum(file.get(), algorithm, first));
        });
    }

    private Optional<Sums.Sum> find(Medium medium, SumsFormat format, DigestAlgorithm algorithm, URI url, String text) {
        Optional<Sums.Sum> sum = Sums.read(format, algorithm, text).find(medium.file());
        if (sum.isEmpty()) {
            notes.add(url, Notes.Fault.UNREADABLE, "it has no " + medium.file());
        }
        return sum;
    }
}
