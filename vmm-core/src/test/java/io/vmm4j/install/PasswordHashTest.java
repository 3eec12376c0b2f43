package io.vmm4j.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmm4j.InvalidValueException;
import io.vmm4j.exec.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {

    /** Of the specification "Unix crypt using SHA-256 and SHA-512", version 0.6, section 8. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "Hello world!,$6$saltstring,"
                        + "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1",
                "Hello world!,$6$rounds=10000$saltstringsaltst,"
                        + "$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v."
            })
    void sha_512_crypt_gives_the_published_hashes(String password, String salt, String expected) {
        assertThat(Sha2Crypt.sha512Crypt(password.getBytes(StandardCharsets.UTF_8), salt))
                .isEqualTo(expected);
        assertThat(PasswordHash.of(expected).scheme()).isEqualTo(PasswordScheme.SHA_512_CRYPT);
    }

    /** Of the test vectors that came with bcrypt for OpenBSD's algorithm; 2b and 2a agree on them. */
    @ParameterizedTest
    @CsvSource({
        "a,$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe",
        "abc,$2a$06$If6bvum7DFjUnE9p2uDeDu0YHzrHM6tf.iqN8.yx.jNN1ILEf7h0i",
        "abcdefghijklmnopqrstuvwxyz,$2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC",
        "~!@#$%^&*()      ~!@#$%^&*()PNBFRD,$2a$06$fPIsBO8qRqkjj273rfaOI.HtSV9jLDpTbZn782DC6/t7qT67P6FfO"
    })
    void bcrypt_knows_the_published_hashes(String password, String published) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        String ours = published.replace("$2a$", "$2b$");

        assertThat(OpenBSDBCrypt.checkPassword(published, bytes.clone())).isTrue();
        assertThat(OpenBSDBCrypt.checkPassword(ours, bytes.clone())).isTrue();
        assertThat(PasswordHash.of(ours).scheme()).isEqualTo(PasswordScheme.BCRYPT);
    }

    @ParameterizedTest
    @EnumSource(PasswordScheme.class)
    void a_hash_is_of_its_password_and_no_other(PasswordScheme scheme) {
        PasswordHash hash = PasswordHash.of(Secret.of("correct horse \u20ac"), scheme);

        assertThat(hash.scheme()).isEqualTo(scheme);
        assertThat(PasswordHash.of(hash.text())).isEqualTo(hash);
        assertThat(matches(hash, "correct horse \u20ac")).isTrue();
        assertThat(matches(hash, "correct horse")).isFalse();
    }

    private static boolean matches(PasswordHash hash, String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        return switch (hash.scheme()) {
            case BCRYPT -> OpenBSDBCrypt.checkPassword(hash.text(), bytes);
            case SHA_512_CRYPT -> Sha2Crypt.sha512Crypt(bytes, hash.text()).equals(hash.text());
        };
    }

    @ParameterizedTest
    @EnumSource(PasswordScheme.class)
    void two_hashes_of_one_password_differ(PasswordScheme scheme) {
        SecureRandom random = new SecureRandom();

        assertThat(PasswordHash.of(Secret.of("secret"), scheme, random).text())
                .isNotEqualTo(
                        PasswordHash.of(Secret.of("secret"), scheme, random).text());
    }

    @Test
    void nobody_sees_the_hash_by_accident() {
        PasswordHash hash = PasswordHash.of("$2b$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe");

        assertThat(hash.toString()).isEqualTo("PasswordHash[bcrypt ($2b$)]");
        assertThat(GuestUser.of("ops").withPassword(hash).toString()).doesNotContain("m0CrhHm10q");
        assertThat(RootLogin.withPassword(hash).toString()).doesNotContain("m0CrhHm10q");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret",
                "*************",
                "$1$salt$hash",
                "$2a$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe",
                "$2b$03$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe",
                "$2b$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfx",
                "$2b$06$m0CrhHm10qJ3lXRY.5zDGO3rS2KdeeWLuGmsfGlMfOxih58VYVfxe\n",
                "$6$saltstring$short"
            })
    void what_is_no_hash_is_refused_without_being_repeated(String text) {
        assertThatThrownBy(() -> PasswordHash.of(text))
                .isInstanceOf(InvalidValueException.class)
                .satisfies(refused -> assertThat(refused.toString()).doesNotContain(text.strip()));
    }

    @Test
    void a_password_that_crypt_would_cut_is_refused() {
        assertThatThrownBy(() -> PasswordHash.of(Secret.of("x".repeat(73)), PasswordScheme.BCRYPT))
                .hasMessageContaining("72");
        assertThatThrownBy(() -> PasswordHash.of(Secret.of("a\0b"), PasswordScheme.SHA_512_CRYPT))
                .hasMessageContaining("NUL");
    }
}
