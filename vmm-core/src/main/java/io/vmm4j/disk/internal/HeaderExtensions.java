package io.vmm4j.disk.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Those header extensions that say where data is. The others can be ignored, as their bits tell what must not be. */
record HeaderExtensions(Optional<String> backingFormat, Optional<String> dataFile) {

    private static final int END = 0;
    private static final int BACKING_FORMAT = 0xe2792aca;
    private static final int DATA_FILE = 0x44415441;

    /**
     * @param first the first cluster, or less if the file is smaller
     * @param headerLength where the extensions start
     */
    static HeaderExtensions read(String path, byte[] first, int headerLength) {
        ByteBuffer bytes = ByteBuffer.wrap(first);
        Optional<String> backingFormat = Optional.empty();
        Optional<String> dataFile = Optional.empty();
        long nameAt = bytes.getLong(8);
        // The name of the backing file follows the extensions; version 2 images of old do not mark the end of those.
        long end = nameAt > 0 ? Math.min(nameAt, first.length) : first.length;
        int at = headerLength;
        while (at <= end - 8) {
            int type = bytes.getInt(at);
            int length = bytes.getInt(at + 4);
            at += 8;
            if (type == END) {
                break;
            }
            if (length < 0 || length > end - at) {
                throw Errors.malformed(path, "a header extension is longer than the header");
            }
            if (type == BACKING_FORMAT) {
                backingFormat = Optional.of(text(path, first, at, length));
            } else if (type == DATA_FILE) {
                dataFile = Optional.of(text(path, first, at, length));
            }
            at += (length + 7) & ~7;
        }
        return new HeaderExtensions(backingFormat, dataFile);
    }

    static String text(String path, byte[] bytes, int at, int length) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, at, length))
                    .toString();
            if (text.chars().noneMatch(Character::isISOControl)) {
                return text;
            }
        } catch (CharacterCodingException e) {
            throw Errors.malformed(path, "a name in its header is not UTF-8");
        }
        throw Errors.malformed(path, "a name in its header holds a control character");
    }
}
