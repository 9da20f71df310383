/**
 * The same app registration as the guided steps make, for those who prefer a terminal. Permission
 * ids are Microsoft Graph's own for delegated User.Read, User.Read.All and GroupMember.Read.All
 * (learn.microsoft.com/graph/permissions-reference).
 */

const graph = "00000003-0000-0000-c000-000000000000";
const delegated = [
  "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
  "a154be20-db9c-4678-8ab7-66f6cc099a59",
  "bc024368-1153-4739-b217-4326f2e966d0",
];

const az = `az ad app create --display-name "Rollcall" \\
  --sign-in-audience AzureADMyOrg \\
  --is-fallback-public-client true \\
  --public-client-redirect-uris http://localhost \\
  --required-resource-accesses '[{"resourceAppId":"${graph}","resourceAccess":[${delegated
    .map((id) => `{"id":"${id}","type":"Scope"}`)
    .join(",")}]}]' \\
  --query appId --output tsv
`;

const powershell = `Connect-MgGraph -Scopes "Application.ReadWrite.All"
$access = @{ ResourceAppId = "${graph}"; ResourceAccess = @(
${delegated.map((id) => `  @{ Id = "${id}"; Type = "Scope" }`).join("\n")}
) }
(New-MgApplication -DisplayName "Rollcall" -SignInAudience "AzureADMyOrg" \`
  -IsFallbackPublicClient -PublicClient @{ RedirectUris = @("http://localhost") } \`
  -RequiredResourceAccess $access).AppId
`;

export const registrationScript = { az, powershell };
