# A module that makes one data action.
variable "prefix" {
  type = string
}

variable "secure_data_action" {
  type    = bool
  default = false
}

locals {
  name = format("%s pays", lower(var.prefix))
  headers = merge({ Content-Type = "application/json" }, {
    "X-Api-Key" = "${var.prefix}"
  })
}

resource "genesyscloud_integration_action" "pay" {
  name                   = local.name
  category               = join("-", [var.prefix, "Payments"])
  integration_id         = genesyscloud_integration.pay.id
  secure                 = var.secure_data_action
  config_timeout_seconds = 20
  contract_input = jsonencode({
    "type"     = "object"
    "required" = ["cardNumber"]
    "properties" = {
      "cardNumber" = { "type" = "string" }
      amount       = { type = "number" }
    }
  })
  contract_output = <<-EOT
    {
      "type": "object",
      "properties": { "paymentId": { "type": "string" } }
    }
  EOT
  config_request {
    request_url_template = "https://pay.example.test/v1/$${input.amount}?card=$${input.cardNumber}"
    request_type         = "POST"
    request_template     = jsonencode({ "card \"no\"" = "$${input.cardNumber}" })
    headers              = local.headers
  }
  config_response { success_template = "$${rawResult}" } // on one line
}

/* What others may use. */
output "name" { value = genesyscloud_integration_action.pay.name }
