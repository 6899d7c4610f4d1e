package org.proofmark.controller.testing;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.proofmark.controller.Controller;
import org.proofmark.controller.ControllerOptions;
import org.proofmark.controller.enrolment.Keys;
import org.proofmark.proto.evidence.v1.EvidenceServiceGrpc;
import org.proofmark.proto.evidence.v1.UploadBlobRequest;
import org.proofmark.proto.evidence.v1.UploadBlobResponse;
import org.proofmark.proto.fleet.v1.CreateEnrolmentTokenRequest;
import org.proofmark.proto.fleet.v1.EnrolRequest;
import org.proofmark.proto.fleet.v1.EnrolResponse;
import org.proofmark.proto.fleet.v1.EnrolmentServiceGrpc;
import org.proofmark.proto.fleet.v1.FleetServiceGrpc;
import org.proofmark.proto.run.v1.Campaign;
import org.proofmark.proto.run.v1.CampaignState;
import org.proofmark.proto.run.v1.RunServiceGrpc;
import org.proofmark.proto.run.v1.SubmitCampaignRequest;
import org.proofmark.proto.run.v1.UnitPlacement;
import org.proofmark.proto.run.v1.WatchCampaignRequest;
import org.proofmark.wire.Times;

/// A real controller in a scratch folder, with ways in.
public final class Lab implements AutoCloseable {
    private final Scratch scratch = new Scratch();
    private final Clocks clocks = new Clocks();
    private final UnaryOperator<ControllerOptions> options;
    private final List<ManagedChannel> channels = new ArrayList<>();
    private final Map<String, Identity> rigs = new HashMap<>();
    private Controller controller;

    private record Identity(KeyPair key, List<X509Certificate> chain) {}

    public Lab() throws IOException {
        this(o -> o);
    }

    public Lab(UnaryOperator<ControllerOptions> options) throws IOException {
        this.options = options;
        var jar = scratch.path().resolve("suite.jar");
        Files.writeString(jar, "not really a jar, and never run here");
        this.controller = startController();
    }

    private Controller startController() throws IOException {
        return Controller.start(
                options.apply(
                        ControllerOptions.in(state())
                                // rigs fall silent only where a test lets time pass
                                .withClocks(clocks, InstantSource.system())
                                .withSuites(
                                        Map.of(
                                                "uk-top-three",
                                                scratch.path().resolve("suite.jar")))));
    }

    public Path state() {
        return scratch.path().resolve("state");
    }

    /// The controller's monotonic clock.
    public Clocks clocks() {
        return clocks;
    }

    public Controller controller() {
        return controller;
    }

    /// Stops the controller and starts another one on the same state.
    public void restart() throws IOException {
        stopController();
        startAgain();
    }

    /// Starts another controller on the state of the one that was stopped.
    public void startAgain() throws IOException {
        controller = startController();
    }

    public void stopController() {
        channels.forEach(ManagedChannel::shutdownNow);
        channels.clear();
        controller.close();
    }

    /// With the admin's certificate.
    public ManagedChannel admin() throws Exception {
        var pem = Files.readString(state().resolve("admin.pem"));
        return channel(
                controller.link(),
                b ->
                        b.keyManager(
                                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)),
                                new ByteArrayInputStream(
                                        pem.substring(pem.indexOf("-----BEGIN PRIVATE"))
                                                .getBytes(StandardCharsets.US_ASCII))));
    }

    /// Without a certificate.
    public ManagedChannel stranger(String address) throws Exception {
        return channel(address, b -> b);
    }

    /// With the certificate of a rig, which is enrolled where it was not.
    public ManagedChannel rig(String name) throws Exception {
        var identity = rigs.get(name);
        if (identity == null) {
            var key = Keys.p256();
            identity = new Identity(key, chain(enrol(token(name), name, key)));
            rigs.put(name, identity);
        }
        return as(identity.key(), identity.chain());
    }

    public KeyPair rigKey(String name) {
        return Objects.requireNonNull(rigs.get(name)).key();
    }

    public ManagedChannel as(KeyPair key, List<X509Certificate> chain) throws Exception {
        return channel(controller.link(), b -> b.keyManager(key.getPrivate(), chain));
    }

    /// The secret of a fresh token.
    public String token(String rig) throws Exception {
        var token =
                FleetServiceGrpc.newBlockingStub(admin())
                        .createEnrolmentToken(
                                CreateEnrolmentTokenRequest.newBuilder().setRigId(rig).build())
                        .getToken();
        return token.substring(token.lastIndexOf('/') + 1);
    }

    public EnrolResponse enrol(String secret, String rig, KeyPair key) throws Exception {
        return EnrolmentServiceGrpc.newBlockingStub(stranger(controller.enrol()))
                .enrol(enrolRequest(secret, rig, key, Instant.now()));
    }

    public static EnrolRequest enrolRequest(String secret, String rig, KeyPair key, Instant time)
            throws Exception {
        return EnrolRequest.newBuilder()
                .setTokenSecret(secret)
                .setRigId(rig)
                .setSigningRequest(ByteString.copyFrom(request(key)))
                .setRigTime(Times.toWire(time))
                .build();
    }

    public static byte[] request(KeyPair key) throws Exception {
        return new JcaPKCS10CertificationRequestBuilder(
                        new X500Name("CN=whatever"), key.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate()))
                .getEncoded();
    }

    public static List<X509Certificate> chain(EnrolResponse response) throws Exception {
        var chain = new ArrayList<X509Certificate>();
        for (var der : response.getCertificateChainList()) {
            chain.add(
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(der.newInput()));
        }
        return chain;
    }

    private interface Tls {
        io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder apply(
                io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder builder);
    }

    private ManagedChannel channel(String address, Tls tls) throws Exception {
        var colon = address.lastIndexOf(':');
        var channel =
                NettyChannelBuilder.forAddress(
                                address.substring(0, colon),
                                Integer.parseInt(address.substring(colon + 1)))
                        .sslContext(
                                tls.apply(
                                                GrpcSslContexts.forClient()
                                                        .trustManager(
                                                                state().resolve("ca.pem").toFile()))
                                        .build())
                        .build();
        channels.add(channel);
        return channel;
    }

    public RunServiceGrpc.RunServiceBlockingStub runs() throws Exception {
        return RunServiceGrpc.newBlockingStub(admin());
    }

    /// A submission of the test plug in these slots of a rig, unit `u-<slot>` each.
    public static SubmitCampaignRequest.Builder submission(String rig, String... slots) {
        var request =
                SubmitCampaignRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setProfileYaml(ByteString.copyFrom(Profiles.plug()))
                        .setProfileFile("plug.yaml")
                        .setDevice("C1")
                        .setSuite("uk-top-three")
                        .setPreset("quick")
                        .setSeed(7);
        for (var slot : slots) {
            request.addUnits(
                    UnitPlacement.newBuilder().setUnitId("u-" + slot).setRigId(rig).setSlot(slot));
        }
        return request;
    }

    public String submit(String rig, String... slots) throws Exception {
        return runs().submitCampaign(submission(rig, slots).build()).getCampaignId();
    }

    /// Puts evidence into the controller as a rig does; returns its digest.
    public String upload(String rig, ByteString bytes) throws Exception {
        var digest = org.proofmark.domain.run.Digest.of(bytes.toByteArray()).hex();
        var stored = new java.util.concurrent.CompletableFuture<UploadBlobResponse>();
        var upload =
                EvidenceServiceGrpc.newStub(rig(rig))
                        .uploadBlob(
                                new StreamObserver<>() {
                                    @Override
                                    public void onNext(UploadBlobResponse response) {
                                        stored.complete(response);
                                    }

                                    @Override
                                    public void onError(Throwable t) {
                                        stored.completeExceptionally(t);
                                    }

                                    @Override
                                    public void onCompleted() {}
                                });
        upload.onNext(
                UploadBlobRequest.newBuilder()
                        .setDigest(digest)
                        .setTotalBytes(bytes.size())
                        .setData(bytes)
                        .build());
        upload.onCompleted();
        stored.get(60, TimeUnit.SECONDS);
        return digest;
    }

    /// Watches until the campaign is as wanted.
    public Campaign await(String campaign, Predicate<Campaign> wanted) throws Exception {
        var news =
                runs().withDeadlineAfter(60, TimeUnit.SECONDS)
                        .watchCampaign(
                                WatchCampaignRequest.newBuilder().setCampaignId(campaign).build());
        while (news.hasNext()) {
            var next = news.next();
            if (next.hasCampaign() && wanted.test(next.getCampaign())) {
                return next.getCampaign();
            }
        }
        throw new AssertionError("campaign " + campaign + " ended before it was as wanted");
    }

    public Campaign awaitEnd(String campaign) throws Exception {
        return await(
                campaign,
                c ->
                        c.getState() == CampaignState.CAMPAIGN_STATE_ENDED
                                || c.getState() == CampaignState.CAMPAIGN_STATE_CANCELLED);
    }

    /// What rigs seal for.
    public static PublicKey sealingKey(org.proofmark.proto.rig.v1.Welcome welcome)
            throws Exception {
        return java.security.KeyFactory.getInstance("EC")
                .generatePublic(
                        new java.security.spec.X509EncodedKeySpec(
                                welcome.getSealingKey().toByteArray()));
    }

    @Override
    public void close() {
        stopController();
        scratch.close();
    }
}
