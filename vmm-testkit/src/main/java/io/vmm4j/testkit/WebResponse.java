package io.vmm4j.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a server of a {@link SimulatedInternet} answers.
 *
 * @param status 200, 206, 302, 404, 416...
 * @param reason the word behind it
 * @param offset the position of the first byte that is sent
 * @param content the whole content; empty text if there is none
 * @param location where a redirect leads
 * @param etag names this version of the content
 * @param lastModified when it was changed
 * @param bytesPerSecond how fast it comes
 * @param faults what goes wrong while it is sent
 */
public record WebResponse(
        int status,
        String reason,
        long offset,
        WebContent content,
        Optional<String> location,
        String etag,
        Instant lastModified,
        long bytesPerSecond,
        List<WebFault> faults) {

    public WebResponse {
        faults = List.copyOf(faults);
    }

    /** The position up to which it is sent. */
    public long end() {
        long end = content.size();
        for (WebFault fault : faults) {
            if (fault instanceof WebFault.ResetAt reset) {
                end = Math.min(end, reset.position());
            } else if (fault instanceof WebFault.CutAt cut) {
                end = Math.min(end, cut.position());
            } else if (fault instanceof WebFault.StallAt stall) {
                end = Math.min(end, stall.position());
            }
        }
        return end;
    }

    /** What happens where it ends, if that is too early. */
    public Optional<WebFault> ending() {
        return faults.stream()
                .filter(fault -> (fault instanceof WebFault.ResetAt reset && reset.position() <= end())
                        || (fault instanceof WebFault.CutAt cut && cut.position() <= end())
                        || (fault instanceof WebFault.StallAt stall && stall.position() <= end()))
                .findFirst();
    }

    /** Reads what is sent at a position of the content; 0 where it {@link #end() ends}. */
    public int read(long position, byte[] buffer, int bufferOffset, int length) {
        int wanted = (int) Math.max(0, Math.min(length, end() - position));
        int count = content.read(position, buffer, bufferOffset, wanted);
        for (WebFault fault : faults) {
            if (fault instanceof WebFault.CorruptAt corrupt
                    && corrupt.position() >= position
                    && corrupt.position() < position + count) {
                buffer[bufferOffset + (int) (corrupt.position() - position)] ^= 0x55;
            }
        }
        return count;
    }
}
