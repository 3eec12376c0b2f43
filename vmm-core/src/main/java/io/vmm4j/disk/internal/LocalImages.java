package io.vmm4j.disk.internal;

import io.vmm4j.disk.BackingFiles;
import java.nio.file.Path;

/**
 * Files of this machine.
 *
 * @param allowed which backing files may be opened
 */
public record LocalImages(BackingFiles allowed) implements ImageStore {

    @Override
    public ImageFile open(String path) {
        return LocalFile.open(Path.of(path));
    }

    @Override
    public String resolve(String image, String name) {
        return BackingPath.resolve(Path.of(image), name, allowed).toString();
    }
}
