package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.fs.Access;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.vmd.config.DiskFormat;
import io.vmm4j.testkit.internal.vmd.image.DiskContent;
import io.vmm4j.testkit.internal.vmd.image.ImageError;
import io.vmm4j.testkit.internal.vmd.image.Qcow2Disk;
import io.vmm4j.testkit.internal.vmd.image.RawDisk;
import io.vmm4j.testkit.internal.vmd.image.VirtualDisk;
import java.util.ArrayList;
import java.util.List;

/**
 * An image and the ones that it is based on, at most four in all.
 *
 * @param format the format of the first
 * @param contents their contents, in order
 */
public record ImageChain(DiskFormat format, List<DiskContent> contents) {

    /** The most images in a chain. */
    public static final int MAX = 4;

    public ImageChain {
        contents = List.copyOf(contents);
    }

    /**
     * The image at a path with its bases; a base that is not absolute is looked for beside the image that names it.
     *
     * @throws SystemError if an image cannot be opened
     * @throws ImageError if a base cannot be found out
     */
    public static ImageChain open(Files files, String path, DiskFormat format, Access access)
            throws SystemError, ImageError {
        List<DiskContent> contents = new ArrayList<>();
        contents.add(new FileContent(files.regular(path, access)));
        String last = path;
        while (format == DiskFormat.QCOW2 && contents.size() < MAX) {
            DiskContent image = contents.get(contents.size() - 1);
            String base = Qcow2Disk.baseName(image);
            if (base.isEmpty()) {
                break;
            }
            last = resolve(files, last, base);
            contents.add(new FileContent(files.regular(last, Access.READ)));
        }
        return new ImageChain(format, contents);
    }

    private static String resolve(Files files, String image, String base) throws ImageError {
        String directory = image.contains("/") ? image.substring(0, image.lastIndexOf('/') + 1) : "./";
        try {
            return files.realPath(base.startsWith("/") ? base : directory + base);
        } catch (SystemError e) {
            throw ImageError.warning("unable to resolve " + base);
        }
    }

    /** The disk in it. */
    public VirtualDisk disk() throws SystemError, ImageError {
        return format == DiskFormat.QCOW2 ? Qcow2Disk.open(contents) : new RawDisk(contents.get(0));
    }
}
