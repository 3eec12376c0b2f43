package io.vmm4j.host.internal.disk;

import io.vmm4j.DiskFormat;
import io.vmm4j.DiskImage;
import io.vmm4j.DiskSize;
import io.vmm4j.DiskSpec;
import io.vmm4j.HostPath;
import io.vmm4j.disk.ConversionOptions;
import io.vmm4j.disk.DiskError;
import io.vmm4j.disk.DiskException;
import io.vmm4j.disk.DiskUser;
import io.vmm4j.disk.DiskUser.Kind;
import io.vmm4j.disk.HostDisk;
import io.vmm4j.disk.HostDisks;
import io.vmm4j.disk.ListedDisk;
import io.vmm4j.disk.Qcow2Image;
import io.vmm4j.disk.internal.HostImages;
import io.vmm4j.disk.internal.ImageFile;
import io.vmm4j.disk.internal.Inspector;
import io.vmm4j.error.Problem;
import io.vmm4j.exec.Query;
import io.vmm4j.host.internal.HostContext;
import io.vmm4j.vmctl.CreatedDisk;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Images of a host that is asked anew by every call. */
public final class LiveDisks implements HostDisks {

    private final HostContext context;
    private final RandomGenerator random;

    /** Images of this host. */
    public LiveDisks(HostContext context) {
        this(context, new SecureRandom());
    }

    LiveDisks(HostContext context, RandomGenerator random) {
        this.context = context;
        this.random = random;
    }

    @Override
    public DiskImage create(DiskSpec.New disk) {
        HostPath target = disk.image().path();
        Making making = making(target, Making.Publication.NEW);
        long room = Origins.EMPTY;
        Optional<HostPath> base = Optional.empty();
        if (disk instanceof DiskSpec.Derived derived) {
            requireStill(derived.base());
            Origins.requireDerivable(context.target(), target, inspect(Origins.base(derived.base())));
            base = Optional.of(derived.base());
        } else if (disk instanceof DiskSpec.Copy copy) {
            room = roomForCopy(copy.source());
        }
        Room.forNew(context, target, room).ask(context.executor());
        making.run(
                program(disk, making.image()),
                base,
                answer -> created(disk).reader().read(answer));
        return disk.image();
    }

    private Query<CreatedDisk> created(DiskSpec.New disk) {
        return context.vmctl().create(disk, context.diskLimit());
    }

    /** The words of vmctl(8) that make the image elsewhere. */
    private List<String> program(DiskSpec.New disk, HostPath place) {
        DiskImage image = new DiskImage(place, disk.image().format());
        DiskSpec.New moved = disk;
        if (disk instanceof DiskSpec.Blank blank) {
            moved = new DiskSpec.Blank(image, blank.size());
        } else if (disk instanceof DiskSpec.Copy copy) {
            moved = new DiskSpec.Copy(image, copy.source(), copy.size());
        } else if (disk instanceof DiskSpec.Derived derived) {
            moved = new DiskSpec.Derived(image, derived.base());
        }
        return created(moved).command().argv();
    }

    /** Looks at what is to be copied, and tells how much room that takes. */
    private long roomForCopy(DiskImage source) {
        Head head = requireStill(source.path());
        HostDisk seen = inspect(source);
        Origins.requireCopyable(context.target(), seen);
        return Origins.mostOf(seen, head.allocated());
    }

    /** Refuses a file that is not there, and one that a guest may be writing to. */
    private Head requireStill(HostPath image) {
        DiskUses uses = uses(image);
        Head head = requireFile(uses, image);
        requireNone(image, uses.of(image), user -> user.kind() == Kind.RUNNING_VM || user.kind() == Kind.UNKNOWN);
        return head;
    }

    @Override
    public DiskImage upload(Path source, DiskFormat format, DiskImage target, ConversionOptions options) {
        return new Upload(context, making(target.path(), Making.Publication.NEW), target).run(source, format, options);
    }

    @Override
    public DiskImage grow(DiskImage image, DiskSize size) {
        HostPath path = image.path();
        DiskUses uses = uses(path);
        Head head = requireFile(uses, path);
        requireNone(path, uses.of(path), user -> user.kind() != Kind.VM && user.kind() != Kind.MENTION);
        HostDisk seen = inspect(image);
        Origins.requireCopyable(context.target(), seen);
        long wanted = size.mebibytes() << 20;
        if (wanted <= seen.virtualSize()) {
            throw new DiskException(problem(DiskError.NOT_LARGER, path).with("size", seen.virtualSize()));
        }
        Room.besides(context, path, Origins.mostOf(seen, head.allocated())).ask(context.executor());
        Making making = making(path, Making.Publication.REPLACE);
        DiskSpec.New larger = DiskSpec.copyOf(image, new DiskImage(making.image(), image.format()), size);
        Making.Outcome outcome = making.run(
                created(larger).command().argv(),
                Optional.empty(),
                answer -> created(larger).reader().read(answer));
        if (outcome == Making.Outcome.UNKNOWN && inspect(image).virtualSize() != wanted) {
            throw new DiskException(
                    problem(DiskError.NOT_MADE, path).with("reason", "The connection broke, and it is as it was."));
        }
        return image;
    }

    @Override
    public HostDisk inspect(DiskImage image) {
        HostImages images = new HostImages(context.executor(), context.privilege());
        if (image.format() == DiskFormat.QCOW2) {
            Qcow2Image seen = Inspector.inspect(images, image.path().value());
            return new HostDisk(image, seen.virtualSize(), seen.fileSize(), Optional.of(seen));
        }
        try (ImageFile file = images.open(image.path().value())) {
            return new HostDisk(image, file.size(), file.size(), Optional.empty());
        }
    }

    @Override
    public List<ListedDisk> list(HostPath directory) {
        DiskUses uses = DiskUses.look(context, directory, Set.of());
        return uses.listed().stream()
                .filter(head -> head.state() == Head.State.FILE)
                .filter(LiveDisks::mayBeImage)
                .map(head -> new ListedDisk(
                        new DiskImage(head.path(), head.format()),
                        head.virtualSize(),
                        head.allocated(),
                        head.base(),
                        uses.of(head.path())))
                .toList();
    }

    private static boolean mayBeImage(Head head) {
        String name = head.path().fileName();
        return head.format() == DiskFormat.QCOW2 || name.endsWith(".raw") || name.endsWith(".img");
    }

    @Override
    public List<DiskUser> users(HostPath image) {
        DiskUses uses = uses(image);
        requireFile(uses, image);
        return uses.of(image);
    }

    @Override
    public void delete(HostPath image) {
        DiskUses uses = uses(image);
        requireFile(uses, image);
        requireNone(image, uses.of(image), user -> true);
        new Deletion(context, image).run();
    }

    private DiskUses uses(HostPath image) {
        return DiskUses.look(context, Making.directory(image), Set.of(image));
    }

    private Head requireFile(DiskUses uses, HostPath image) {
        Head head = uses.head(image);
        if (head.state() != Head.State.FILE) {
            String reason = head.state() == Head.State.MISSING
                    ? "nothing is there."
                    : "what is there is no regular file, or cannot be looked at.";
            throw new DiskException(problem(DiskError.NOT_FOUND, image).with("reason", reason));
        }
        return head;
    }

    private void requireNone(HostPath image, List<DiskUser> users, Predicate<DiskUser> forbidden) {
        List<DiskUser> found = users.stream().filter(forbidden).toList();
        List<DiskUser> certain =
                found.stream().filter(user -> user.kind() != Kind.UNKNOWN).toList();
        if (!certain.isEmpty()) {
            throw new DiskException(problem(DiskError.IN_USE, image).with("users", Origins.inWords(certain)));
        }
        if (!found.isEmpty()) {
            throw new DiskException(problem(DiskError.USE_UNKNOWN, image).with("users", Origins.inWords(found)));
        }
    }

    private Problem problem(DiskError code, HostPath path) {
        return Problem.of(code).with("path", path).with("target", context.target());
    }

    private Making making(HostPath target, Making.Publication publication) {
        byte[] token = new byte[8];
        random.nextBytes(token);
        return new Making(context, target, publication, HexFormat.of().formatHex(token));
    }
}
