# Registers Rollcall as an app of your organisation that may ask to read users and groups.
# Needs the Azure CLI, signed in with `az login`. Prints the client id, then the tenant id.
az ad app create --display-name "Rollcall" \
  --sign-in-audience AzureADMyOrg \
  --is-fallback-public-client true \
  --public-client-redirect-uris http://localhost \
  --required-resource-accesses '[{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[
    {"id":"e1fe6dd8-ba31-4d61-89e7-88639da4683d","type":"Scope"},
    {"id":"a154be20-db9c-4678-8ab7-66f6cc099a59","type":"Scope"},
    {"id":"bc024368-1153-4739-b217-4326f2e966d0","type":"Scope"}]}]' \
  --query appId --output tsv
az account show --query tenantId --output tsv
