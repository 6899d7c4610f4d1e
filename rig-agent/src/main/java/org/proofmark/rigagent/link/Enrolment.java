package org.proofmark.rigagent.link;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.proofmark.domain.run.Digest;
import org.proofmark.domain.run.RigId;
import org.proofmark.proto.fleet.v1.EnrolRequest;
import org.proofmark.proto.fleet.v1.EnrolResponse;
import org.proofmark.proto.fleet.v1.EnrolmentServiceGrpc;
import org.proofmark.rigagent.journal.Durable;
import org.proofmark.wire.Times;

/// Gives a rig its identity: once, with a token from the controller.
public final class Enrolment {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Enrolment() {}

    /// Enrols with this machine's clock.
    ///
    /// @param token one word: `<host:port of enrolment>/<CA digest>/<secret>`
    /// @param state the agent's state folder; an identity that is there is replaced
    /// @throws EnrolmentRefused where the token, the controller or this machine's clock stands
    ///   against it; the message says which and what to do
    public static Identity enrol(String token, RigId rig, Path state) {
        return enrol(token, rig, state, InstantSource.system());
    }

    /// The same with a given clock.
    static Identity enrol(String token, RigId rig, Path state, InstantSource clock) {
        EnrolmentToken parsed;
        try {
            parsed = EnrolmentToken.parse(token);
        } catch (IllegalArgumentException e) {
            throw new EnrolmentRefused(String.valueOf(e.getMessage()), e);
        }
        try {
            var keys = newKeys();
            var response = call(parsed, rig, signingRequest(rig, keys), clock);
            var identity = identity(parsed, rig, keys, response);
            Durable.folder(state);
            identity.store(state);
            return identity;
        } catch (StatusRuntimeException e) {
            throw refused(parsed, e);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new EnrolmentRefused("rig " + rig + " is not enrolled: " + e.getMessage(), e);
        }
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static byte[] signingRequest(RigId rig, KeyPair keys)
            throws OperatorCreationException, IOException {
        return new JcaPKCS10CertificationRequestBuilder(
                        new X500Name("CN=" + rig.value()), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))
                .getEncoded();
    }

    private static EnrolResponse call(
            EnrolmentToken token, RigId rig, byte[] signingRequest, InstantSource clock)
            throws SSLException {
        var ssl =
                GrpcSslContexts.forClient()
                        .trustManager(new PinnedTrust(token.authority()))
                        .build();
        ManagedChannel channel =
                NettyChannelBuilder.forAddress(token.host(), token.port()).sslContext(ssl).build();
        try {
            return EnrolmentServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .enrol(
                            EnrolRequest.newBuilder()
                                    .setTokenSecret(token.secret())
                                    .setRigId(rig.value())
                                    .setSigningRequest(ByteString.copyFrom(signingRequest))
                                    .setRigTime(Times.toWire(clock.instant()))
                                    .build());
        } finally {
            channel.shutdownNow();
        }
    }

    private static Identity identity(
            EnrolmentToken token, RigId rig, KeyPair keys, EnrolResponse response)
            throws GeneralSecurityException {
        var chain =
                Identity.certificates(
                        response.getCertificateChainList().stream()
                                .map(ByteString::toByteArray)
                                .toList());
        if (chain.size() < 2 || !chain.getFirst().getPublicKey().equals(keys.getPublic())) {
            throw new EnrolmentRefused(
                    "the controller answered with a certificate that is not for this rig's key");
        }
        if (!Digest.of(chain.getLast().getEncoded()).equals(token.authority())) {
            throw new EnrolmentRefused(
                    "the controller answered with a chain that does not end in the token's CA");
        }
        return new Identity(rig, keys.getPrivate(), chain, response.getControllerAddress());
    }

    private static EnrolmentRefused refused(EnrolmentToken token, StatusRuntimeException e) {
        var status = e.getStatus();
        var where = token.host() + ":" + token.port();
        if (status.getCode() == Status.Code.UNAVAILABLE) {
            var cause = e.getCause() == null ? e : root(e.getCause());
            return new EnrolmentRefused(
                    "the controller's enrolment at "
                            + where
                            + " cannot be reached or is not the one of the token: "
                            + cause.getMessage(),
                    e);
        }
        var said = status.getDescription();
        return new EnrolmentRefused(
                "the controller at "
                        + where
                        + " refuses: "
                        + (said == null ? status.getCode().toString() : said),
                e);
    }

    private static Throwable root(Throwable at) {
        var cause = at;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
