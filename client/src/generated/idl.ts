// Generated from the program by scripts/generate.ts. Do not edit; run `npm run generate`.
import type { Idl } from '@coral-xyz/anchor';

export const IDL = {
  "address": "TaAehdV5VNpETDxKg8XC5jdZMPcRfiMWcZChwPGz53e",
  "metadata": {
    "name": "tagger",
    "version": "0.1.0",
    "spec": "0.1.0",
    "description": "Tagger: tasks, stakes, panels of annotators, consensus and pay, settled by the program itself"
  },
  "instructions": [
    {
      "name": "accept_admin",
      "discriminator": [
        3
      ],
      "accounts": [
        {
          "name": "pending_admin",
          "signer": true,
          "relations": [
            "config"
          ]
        },
        {
          "name": "config",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        }
      ],
      "args": []
    },
    {
      "name": "accept_bid",
      "discriminator": [
        140
      ],
      "accounts": [
        {
          "name": "holder",
          "writable": true,
          "signer": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "dataset",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "license",
          "writable": true,
          "relations": [
            "bid"
          ]
        },
        {
          "name": "bid",
          "writable": true
        },
        {
          "name": "rent_payer",
          "writable": true,
          "relations": [
            "bid"
          ]
        },
        {
          "name": "seller",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "bidder",
          "writable": true,
          "relations": [
            "bid"
          ]
        },
        {
          "name": "mint",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "tokens",
          "writable": true
        },
        {
          "name": "bidder_tokens",
          "writable": true
        },
        {
          "name": "token_2022",
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        },
        {
          "name": "associated_token",
          "address": "ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL"
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "delivery",
          "type": {
            "defined": {
              "name": "Delivery"
            }
          }
        },
        {
          "name": "least",
          "type": "u64"
        }
      ]
    },
    {
      "name": "accuse_license",
      "discriminator": [
        142
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "publisher",
          "signer": true,
          "relations": [
            "dataset"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "dataset",
          "relations": [
            "license"
          ]
        },
        {
          "name": "license",
          "writable": true
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "bytes",
          "type": "u32"
        }
      ]
    },
    {
      "name": "add_bond",
      "discriminator": [
        19
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "appeal_items",
      "discriminator": [
        115
      ],
      "accounts": [
        {
          "name": "operator",
          "signer": true
        },
        {
          "name": "task",
          "writable": true,
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "appeal_score",
      "discriminator": [
        116
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat"
        },
        {
          "name": "subject",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "ask_license",
      "discriminator": [
        137
      ],
      "accounts": [
        {
          "name": "holder",
          "signer": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "license",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "price",
          "type": "u64"
        }
      ]
    },
    {
      "name": "audit_panel",
      "discriminator": [
        106
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "subject",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "bytes",
          "type": "u32"
        },
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "bid_license",
      "discriminator": [
        138
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "bidder",
          "signer": true,
          "address": "member.wallet"
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  109,
                  101,
                  109,
                  98,
                  101,
                  114
                ]
              },
              {
                "kind": "account",
                "path": "bidder"
              }
            ]
          }
        },
        {
          "name": "license"
        },
        {
          "name": "bid",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  98,
                  105,
                  100
                ]
              },
              {
                "kind": "account",
                "path": "license"
              },
              {
                "kind": "account",
                "path": "bidder"
              }
            ]
          }
        },
        {
          "name": "escrow_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrow_tokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "from",
          "writable": true
        },
        {
          "name": "tag_mint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "token_program",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "BidArgs"
            }
          }
        }
      ]
    },
    {
      "name": "burn_license",
      "discriminator": [
        133
      ],
      "accounts": [
        {
          "name": "caller",
          "signer": true
        },
        {
          "name": "license",
          "writable": true
        },
        {
          "name": "mint",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "metas",
          "writable": true
        },
        {
          "name": "tokens",
          "writable": true
        },
        {
          "name": "holder",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "rent_payer",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "token_2022",
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        }
      ],
      "args": []
    },
    {
      "name": "buy_license",
      "discriminator": [
        123
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "buyer",
          "signer": true,
          "address": "member.wallet"
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  109,
                  101,
                  109,
                  98,
                  101,
                  114
                ]
              },
              {
                "kind": "account",
                "path": "buyer"
              }
            ]
          }
        },
        {
          "name": "dataset",
          "writable": true,
          "relations": [
            "offer"
          ]
        },
        {
          "name": "offer",
          "writable": true
        },
        {
          "name": "mint",
          "writable": true
        },
        {
          "name": "license",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  108,
                  105,
                  99,
                  101,
                  110,
                  115,
                  101
                ]
              },
              {
                "kind": "account",
                "path": "mint"
              }
            ]
          }
        },
        {
          "name": "metas",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  120,
                  116,
                  114,
                  97,
                  45,
                  97,
                  99,
                  99,
                  111,
                  117,
                  110,
                  116,
                  45,
                  109,
                  101,
                  116,
                  97,
                  115
                ]
              },
              {
                "kind": "account",
                "path": "mint"
              }
            ]
          }
        },
        {
          "name": "tokens",
          "writable": true
        },
        {
          "name": "token_2022",
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        },
        {
          "name": "associated_token",
          "address": "ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL"
        },
        {
          "name": "escrow_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrow_tokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "from",
          "writable": true
        },
        {
          "name": "tag_mint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "token_program",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "BuyArgs"
            }
          }
        }
      ]
    },
    {
      "name": "cancel_proposal",
      "discriminator": [
        93
      ],
      "accounts": [
        {
          "name": "canceller",
          "signer": true
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "proposal",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "cancel_task",
      "discriminator": [
        33
      ],
      "accounts": [
        {
          "name": "requester",
          "signer": true,
          "relations": [
            "task"
          ]
        },
        {
          "name": "task",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "cast_ballot",
      "discriminator": [
        88
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "caster",
          "signer": true
        },
        {
          "name": "voter",
          "writable": true
        },
        {
          "name": "proposal",
          "writable": true
        },
        {
          "name": "ballot",
          "writable": true
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "choice",
          "type": "u8"
        }
      ]
    },
    {
      "name": "change_ballot",
      "discriminator": [
        89
      ],
      "accounts": [
        {
          "name": "caster",
          "signer": true
        },
        {
          "name": "voter"
        },
        {
          "name": "proposal",
          "writable": true,
          "relations": [
            "ballot"
          ]
        },
        {
          "name": "ballot",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "choice",
          "type": "u8"
        }
      ]
    },
    {
      "name": "claim",
      "discriminator": [
        50
      ],
      "accounts": [
        {
          "name": "actor",
          "signer": true
        },
        {
          "name": "config"
        },
        {
          "name": "member"
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "panels",
          "type": {
            "vec": "u64"
          }
        }
      ]
    },
    {
      "name": "claim_share",
      "discriminator": [
        126
      ],
      "accounts": [
        {
          "name": "dataset",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "close_ballot",
      "discriminator": [
        90
      ],
      "accounts": [
        {
          "name": "ballot",
          "writable": true
        },
        {
          "name": "rent_payer",
          "writable": true,
          "relations": [
            "ballot"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "close_dataset",
      "discriminator": [
        130
      ],
      "accounts": [
        {
          "name": "dataset",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "task",
          "writable": true,
          "optional": true
        },
        {
          "name": "rent_payer",
          "writable": true,
          "relations": [
            "dataset"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "close_member",
      "discriminator": [
        11
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "rent_payer",
          "writable": true,
          "relations": [
            "member"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "close_offer",
      "discriminator": [
        122
      ],
      "accounts": [
        {
          "name": "caller",
          "signer": true
        },
        {
          "name": "dataset",
          "writable": true,
          "relations": [
            "offer"
          ]
        },
        {
          "name": "offer",
          "writable": true
        },
        {
          "name": "rent_payer",
          "writable": true,
          "relations": [
            "offer"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "close_page",
      "discriminator": [
        41
      ],
      "accounts": [
        {
          "name": "caller",
          "signer": true
        },
        {
          "name": "task",
          "writable": true,
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        },
        {
          "name": "rent_payer",
          "writable": true,
          "relations": [
            "page"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "close_proposal",
      "discriminator": [
        94
      ],
      "accounts": [
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "proposal",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "rent_payer",
          "writable": true,
          "relations": [
            "proposal"
          ]
        },
        {
          "name": "stake_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  115,
                  116,
                  97,
                  107,
                  101,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "stake_tokens",
          "writable": true,
          "address": "stake_vault.tokens"
        },
        {
          "name": "tag_mint",
          "writable": true,
          "relations": [
            "config"
          ]
        },
        {
          "name": "token_program",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": []
    },
    {
      "name": "close_task",
      "discriminator": [
        34
      ],
      "accounts": [
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "rent_payer",
          "writable": true,
          "relations": [
            "task"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "close_tokens",
      "discriminator": [
        141
      ],
      "accounts": [
        {
          "name": "mint"
        },
        {
          "name": "license",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  108,
                  105,
                  99,
                  101,
                  110,
                  115,
                  101
                ]
              },
              {
                "kind": "account",
                "path": "mint"
              }
            ]
          }
        },
        {
          "name": "tokens",
          "writable": true
        },
        {
          "name": "to",
          "writable": true
        },
        {
          "name": "token_2022",
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        }
      ],
      "args": []
    },
    {
      "name": "close_voter",
      "discriminator": [
        86
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "voter",
          "writable": true
        },
        {
          "name": "rent_payer",
          "writable": true,
          "relations": [
            "voter"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "collect",
      "discriminator": [
        54
      ],
      "accounts": [
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "entries",
          "type": {
            "vec": {
              "defined": {
                "name": "CollectEntry"
              }
            }
          }
        }
      ]
    },
    {
      "name": "collect_votes",
      "discriminator": [
        118
      ],
      "accounts": [
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "pool",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "entries",
          "type": {
            "vec": {
              "defined": {
                "name": "CollectEntry"
              }
            }
          }
        }
      ]
    },
    {
      "name": "commit",
      "discriminator": [
        51
      ],
      "accounts": [
        {
          "name": "actor",
          "signer": true
        },
        {
          "name": "member"
        },
        {
          "name": "seat"
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "entries",
          "type": {
            "vec": {
              "defined": {
                "name": "CommitEntry"
              }
            }
          }
        }
      ]
    },
    {
      "name": "commit_votes",
      "discriminator": [
        111
      ],
      "accounts": [
        {
          "name": "actor",
          "signer": true
        },
        {
          "name": "member"
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "entries",
          "type": {
            "vec": {
              "defined": {
                "name": "CommitEntry"
              }
            }
          }
        }
      ]
    },
    {
      "name": "conclude_accusation",
      "discriminator": [
        144
      ],
      "accounts": [
        {
          "name": "task",
          "relations": [
            "page"
          ]
        },
        {
          "name": "license",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "conclude_case",
      "discriminator": [
        117
      ],
      "accounts": [
        {
          "name": "task",
          "relations": [
            "page"
          ]
        },
        {
          "name": "subject",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "contest_items",
      "discriminator": [
        107
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "operator",
          "signer": true
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "subject",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "bytes",
          "type": "u32"
        },
        {
          "name": "number",
          "type": "u64"
        },
        {
          "name": "items",
          "type": {
            "vec": "u64"
          }
        }
      ]
    },
    {
      "name": "contest_score",
      "discriminator": [
        108
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat"
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "subject",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "bytes",
          "type": "u32"
        },
        {
          "name": "number",
          "type": "u64"
        },
        {
          "name": "items",
          "type": {
            "vec": "u64"
          }
        }
      ]
    },
    {
      "name": "create_member",
      "discriminator": [
        10
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "wallet",
          "signer": true
        },
        {
          "name": "member",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  109,
                  101,
                  109,
                  98,
                  101,
                  114
                ]
              },
              {
                "kind": "account",
                "path": "wallet"
              }
            ]
          }
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": []
    },
    {
      "name": "create_proposal",
      "discriminator": [
        87
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "governance",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  103,
                  111,
                  118,
                  101,
                  114,
                  110,
                  97,
                  110,
                  99,
                  101
                ]
              }
            ]
          }
        },
        {
          "name": "domains",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  100,
                  111,
                  109,
                  97,
                  105,
                  110,
                  115
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "proposal",
          "writable": true
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "CreateProposalArgs"
            }
          }
        }
      ]
    },
    {
      "name": "create_voter",
      "discriminator": [
        82
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "voter",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  118,
                  111,
                  116,
                  101,
                  114
                ]
              },
              {
                "kind": "account",
                "path": "wallet"
              }
            ]
          }
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": []
    },
    {
      "name": "defend_license",
      "discriminator": [
        143
      ],
      "accounts": [
        {
          "name": "holder",
          "signer": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "license"
        },
        {
          "name": "page",
          "writable": true
        },
        {
          "name": "escrow_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrow_tokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "from",
          "writable": true
        },
        {
          "name": "tag_mint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "token_program",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "deliver_key",
      "discriminator": [
        124
      ],
      "accounts": [
        {
          "name": "dataset",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "license",
          "writable": true
        },
        {
          "name": "mint",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "token_2022",
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        }
      ],
      "args": [
        {
          "name": "delivery",
          "type": {
            "defined": {
              "name": "Delivery"
            }
          }
        }
      ]
    },
    {
      "name": "deliver_task_key",
      "discriminator": [
        150
      ],
      "accounts": [
        {
          "name": "task",
          "relations": [
            "seat"
          ]
        },
        {
          "name": "seat",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "delivery",
          "type": {
            "defined": {
              "name": "Delivery"
            }
          }
        }
      ]
    },
    {
      "name": "draw_seats",
      "discriminator": [
        109
      ],
      "accounts": [
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "drop_ticket",
      "discriminator": [
        67
      ],
      "accounts": [
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "task",
          "writable": true,
          "relations": [
            "seat"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "execute",
      "discriminator": [
        105
      ],
      "accounts": [
        {
          "name": "source"
        },
        {
          "name": "mint",
          "relations": [
            "license"
          ]
        },
        {
          "name": "destination"
        },
        {
          "name": "authority"
        },
        {
          "name": "metas"
        },
        {
          "name": "license",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "name",
          "type": {
            "array": [
              "u8",
              7
            ]
          }
        },
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "execute_proposal",
      "discriminator": [
        92
      ],
      "accounts": [
        {
          "name": "proposal",
          "writable": true
        },
        {
          "name": "config",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "governance",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  103,
                  111,
                  118,
                  101,
                  114,
                  110,
                  97,
                  110,
                  99,
                  101
                ]
              }
            ]
          }
        },
        {
          "name": "domains",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  100,
                  111,
                  109,
                  97,
                  105,
                  110,
                  115
                ]
              }
            ]
          }
        }
      ],
      "args": []
    },
    {
      "name": "expire_claim",
      "discriminator": [
        60
      ],
      "accounts": [
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        },
        {
          "name": "slot",
          "type": "u8"
        }
      ]
    },
    {
      "name": "expire_commit",
      "discriminator": [
        61
      ],
      "accounts": [
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "expire_reveal",
      "discriminator": [
        62
      ],
      "accounts": [
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "expire_votes",
      "discriminator": [
        113
      ],
      "accounts": [
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "finalize_proposal",
      "discriminator": [
        91
      ],
      "accounts": [
        {
          "name": "proposal",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "fold_page",
      "discriminator": [
        63
      ],
      "accounts": [
        {
          "name": "task",
          "writable": true,
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "fund_page",
      "discriminator": [
        36
      ],
      "accounts": [
        {
          "name": "operator",
          "signer": true
        },
        {
          "name": "task",
          "writable": true,
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "fund_task",
      "discriminator": [
        31
      ],
      "accounts": [
        {
          "name": "payer",
          "signer": true
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "escrow_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrow_tokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "from",
          "writable": true
        },
        {
          "name": "tag_mint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "token_program",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "grow_pool",
      "discriminator": [
        101
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "pool",
          "writable": true
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": []
    },
    {
      "name": "initialize_config",
      "discriminator": [
        0
      ],
      "accounts": [
        {
          "name": "upgrade_authority",
          "writable": true,
          "signer": true
        },
        {
          "name": "program_data",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  6,
                  206,
                  154,
                  53,
                  160,
                  39,
                  153,
                  226,
                  135,
                  129,
                  13,
                  170,
                  51,
                  157,
                  113,
                  17,
                  188,
                  114,
                  197,
                  190,
                  75,
                  244,
                  148,
                  185,
                  210,
                  162,
                  45,
                  131,
                  84,
                  24,
                  220,
                  65
                ]
              }
            ],
            "program": {
              "kind": "const",
              "value": [
                2,
                168,
                246,
                145,
                78,
                136,
                161,
                176,
                226,
                16,
                21,
                62,
                247,
                99,
                174,
                43,
                0,
                194,
                185,
                61,
                22,
                193,
                36,
                210,
                192,
                83,
                122,
                16,
                4,
                128,
                0,
                0
              ]
            }
          }
        },
        {
          "name": "config",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "stake_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  115,
                  116,
                  97,
                  107,
                  101,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrow_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "tag_mint"
        },
        {
          "name": "stake_tokens",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  115,
                  116,
                  97,
                  107,
                  101,
                  95,
                  116,
                  111,
                  107,
                  101,
                  110,
                  115
                ]
              }
            ]
          }
        },
        {
          "name": "escrow_tokens",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  116,
                  111,
                  107,
                  101,
                  110,
                  115
                ]
              }
            ]
          }
        },
        {
          "name": "treasury"
        },
        {
          "name": "token_program",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "InitializeConfigArgs"
            }
          }
        }
      ]
    },
    {
      "name": "initialize_domains",
      "discriminator": [
        81
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "domains",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  100,
                  111,
                  109,
                  97,
                  105,
                  110,
                  115
                ]
              }
            ]
          }
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": []
    },
    {
      "name": "initialize_governance",
      "discriminator": [
        80
      ],
      "accounts": [
        {
          "name": "upgrade_authority",
          "writable": true,
          "signer": true
        },
        {
          "name": "program_data",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  6,
                  206,
                  154,
                  53,
                  160,
                  39,
                  153,
                  226,
                  135,
                  129,
                  13,
                  170,
                  51,
                  157,
                  113,
                  17,
                  188,
                  114,
                  197,
                  190,
                  75,
                  244,
                  148,
                  185,
                  210,
                  162,
                  45,
                  131,
                  84,
                  24,
                  220,
                  65
                ]
              }
            ],
            "program": {
              "kind": "const",
              "value": [
                2,
                168,
                246,
                145,
                78,
                136,
                161,
                176,
                226,
                16,
                21,
                62,
                247,
                99,
                174,
                43,
                0,
                194,
                185,
                61,
                22,
                193,
                36,
                210,
                192,
                83,
                122,
                16,
                4,
                128,
                0,
                0
              ]
            }
          }
        },
        {
          "name": "governance",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  103,
                  111,
                  118,
                  101,
                  114,
                  110,
                  97,
                  110,
                  99,
                  101
                ]
              }
            ]
          }
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "params",
          "type": {
            "defined": {
              "name": "GovernanceParams"
            }
          }
        }
      ]
    },
    {
      "name": "join_pool",
      "discriminator": [
        102
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "pool",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "bond",
          "type": "u64"
        }
      ]
    },
    {
      "name": "join_task",
      "discriminator": [
        18
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  115,
                  101,
                  97,
                  116
                ]
              },
              {
                "kind": "account",
                "path": "task"
              },
              {
                "kind": "account",
                "path": "wallet"
              }
            ]
          }
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "rules_hash",
          "type": {
            "array": [
              "u8",
              32
            ]
          }
        },
        {
          "name": "bond",
          "type": "u64"
        }
      ]
    },
    {
      "name": "leave_dataset",
      "discriminator": [
        127
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "dataset",
          "writable": true
        },
        {
          "name": "task",
          "writable": true,
          "relations": [
            "seat"
          ]
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "rent_payer",
          "writable": true,
          "relations": [
            "seat"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "leave_pool",
      "discriminator": [
        103
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "member"
        },
        {
          "name": "pool",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "leave_task",
      "discriminator": [
        20
      ],
      "accounts": [
        {
          "name": "caller",
          "signer": true
        },
        {
          "name": "task",
          "writable": true,
          "relations": [
            "seat"
          ]
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "rent_payer",
          "writable": true,
          "relations": [
            "seat"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "lock_votes",
      "discriminator": [
        83
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "governance",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  103,
                  111,
                  118,
                  101,
                  114,
                  110,
                  97,
                  110,
                  99,
                  101
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "voter",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "open_gold",
      "discriminator": [
        40
      ],
      "accounts": [
        {
          "name": "operator",
          "signer": true
        },
        {
          "name": "task",
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "OpenGoldArgs"
            }
          }
        }
      ]
    },
    {
      "name": "open_offer",
      "discriminator": [
        121
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "publisher",
          "signer": true,
          "relations": [
            "dataset"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "dataset",
          "writable": true
        },
        {
          "name": "offer",
          "writable": true
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "OfferArgs"
            }
          }
        }
      ]
    },
    {
      "name": "open_page",
      "discriminator": [
        35
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "operator",
          "signer": true
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "bytes",
          "type": "u32"
        },
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "open_panels",
      "discriminator": [
        38
      ],
      "accounts": [
        {
          "name": "operator",
          "signer": true
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true,
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "specs",
          "type": {
            "vec": {
              "defined": {
                "name": "PanelSpec"
              }
            }
          }
        }
      ]
    },
    {
      "name": "open_pool",
      "discriminator": [
        100
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "caller",
          "signer": true
        },
        {
          "name": "config",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "pool",
          "writable": true
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": []
    },
    {
      "name": "open_task",
      "discriminator": [
        30
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "requester",
          "signer": true,
          "address": "member.wallet"
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "domains",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  100,
                  111,
                  109,
                  97,
                  105,
                  110,
                  115
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  109,
                  101,
                  109,
                  98,
                  101,
                  114
                ]
              },
              {
                "kind": "account",
                "path": "requester"
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "OpenTaskArgs"
            }
          }
        }
      ]
    },
    {
      "name": "open_validator_seat",
      "discriminator": [
        134
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  115,
                  101,
                  97,
                  116
                ]
              },
              {
                "kind": "account",
                "path": "task"
              },
              {
                "kind": "account",
                "path": "wallet"
              }
            ]
          }
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": []
    },
    {
      "name": "pause",
      "discriminator": [
        4
      ],
      "accounts": [
        {
          "name": "guardian",
          "signer": true
        },
        {
          "name": "config",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        }
      ],
      "args": [
        {
          "name": "entries",
          "type": "u8"
        },
        {
          "name": "seconds",
          "type": "u32"
        }
      ]
    },
    {
      "name": "propose_admin",
      "discriminator": [
        2
      ],
      "accounts": [
        {
          "name": "admin",
          "signer": true,
          "relations": [
            "config"
          ]
        },
        {
          "name": "config",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        }
      ],
      "args": [
        {
          "name": "revision",
          "type": "u64"
        },
        {
          "name": "expires_at",
          "type": "u64"
        },
        {
          "name": "successor",
          "type": "pubkey"
        }
      ]
    },
    {
      "name": "publish_dataset",
      "discriminator": [
        120
      ],
      "accounts": [
        {
          "name": "payer",
          "writable": true,
          "signer": true
        },
        {
          "name": "publisher",
          "signer": true,
          "address": "member.wallet"
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  109,
                  101,
                  109,
                  98,
                  101,
                  114
                ]
              },
              {
                "kind": "account",
                "path": "publisher"
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true,
          "optional": true
        },
        {
          "name": "mint",
          "writable": true
        },
        {
          "name": "dataset",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  100,
                  97,
                  116,
                  97,
                  115,
                  101,
                  116
                ]
              },
              {
                "kind": "account",
                "path": "mint"
              }
            ]
          }
        },
        {
          "name": "metadata",
          "writable": true
        },
        {
          "name": "edition",
          "writable": true
        },
        {
          "name": "tokens",
          "writable": true
        },
        {
          "name": "token_metadata",
          "address": "metaqbxxUerdq28cj1RbAWkYQm3ybzjb6a8bt518x1s"
        },
        {
          "name": "associated_token",
          "address": "ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL"
        },
        {
          "name": "token_program",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        },
        {
          "name": "system_program",
          "address": "11111111111111111111111111111111"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "PublishArgs"
            }
          }
        }
      ]
    },
    {
      "name": "push_payouts",
      "discriminator": [
        66
      ],
      "accounts": [
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "escrow_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrow_tokens",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  116,
                  111,
                  107,
                  101,
                  110,
                  115
                ]
              }
            ]
          }
        },
        {
          "name": "token_program",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": []
    },
    {
      "name": "recycle_page",
      "discriminator": [
        64
      ],
      "accounts": [
        {
          "name": "task",
          "writable": true,
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "redeem_ticket",
      "discriminator": [
        56
      ],
      "accounts": [
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "refund_purchase",
      "discriminator": [
        125
      ],
      "accounts": [
        {
          "name": "dataset",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "publisher",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "license",
          "writable": true
        },
        {
          "name": "mint",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "metas",
          "writable": true
        },
        {
          "name": "tokens",
          "writable": true
        },
        {
          "name": "holder",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "rent_payer",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "token_2022",
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        }
      ],
      "args": []
    },
    {
      "name": "refund_task",
      "discriminator": [
        32
      ],
      "accounts": [
        {
          "name": "requester",
          "signer": true,
          "relations": [
            "task"
          ]
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "release_panel",
      "discriminator": [
        39
      ],
      "accounts": [
        {
          "name": "caller",
          "signer": true
        },
        {
          "name": "task",
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "remove_validator",
      "discriminator": [
        119
      ],
      "accounts": [
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "pool",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "renew_license",
      "discriminator": [
        132
      ],
      "accounts": [
        {
          "name": "payer",
          "signer": true
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "dataset",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "offer"
        },
        {
          "name": "license",
          "writable": true
        },
        {
          "name": "mint",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "token_2022",
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        },
        {
          "name": "escrow_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrow_tokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "from",
          "writable": true
        },
        {
          "name": "tag_mint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "token_program",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": [
        {
          "name": "most",
          "type": "u64"
        }
      ]
    },
    {
      "name": "retarget_draw",
      "discriminator": [
        110
      ],
      "accounts": [
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "return_claim",
      "discriminator": [
        57
      ],
      "accounts": [
        {
          "name": "actor",
          "signer": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        },
        {
          "name": "slot",
          "type": "u8"
        }
      ]
    },
    {
      "name": "reveal",
      "discriminator": [
        52
      ],
      "accounts": [
        {
          "name": "actor",
          "signer": true
        },
        {
          "name": "member"
        },
        {
          "name": "seat"
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "entries",
          "type": {
            "vec": {
              "defined": {
                "name": "RevealEntry"
              }
            }
          }
        }
      ]
    },
    {
      "name": "reveal_votes",
      "discriminator": [
        112
      ],
      "accounts": [
        {
          "name": "actor",
          "signer": true
        },
        {
          "name": "member"
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "entries",
          "type": {
            "vec": {
              "defined": {
                "name": "RevealEntry"
              }
            }
          }
        }
      ]
    },
    {
      "name": "rewrap_license",
      "discriminator": [
        135
      ],
      "accounts": [
        {
          "name": "dataset",
          "relations": [
            "license"
          ]
        },
        {
          "name": "member"
        },
        {
          "name": "license",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "delivery",
          "type": {
            "defined": {
              "name": "Delivery"
            }
          }
        },
        {
          "name": "by_publisher",
          "type": "bool"
        }
      ]
    },
    {
      "name": "set_delegate",
      "discriminator": [
        85
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "voter"
          ]
        },
        {
          "name": "voter",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "delegate",
          "type": "pubkey"
        }
      ]
    },
    {
      "name": "set_key",
      "discriminator": [
        21
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "member",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "key",
          "type": {
            "array": [
              "u8",
              32
            ]
          }
        }
      ]
    },
    {
      "name": "set_payout",
      "discriminator": [
        13
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "payout",
          "optional": true
        }
      ],
      "args": []
    },
    {
      "name": "set_session",
      "discriminator": [
        12
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "session",
          "type": "pubkey"
        },
        {
          "name": "until",
          "type": "u64"
        }
      ]
    },
    {
      "name": "settle",
      "discriminator": [
        53
      ],
      "accounts": [
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "panels",
          "type": {
            "vec": "u64"
          }
        }
      ]
    },
    {
      "name": "settle_case",
      "discriminator": [
        114
      ],
      "accounts": [
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "number",
          "type": "u64"
        }
      ]
    },
    {
      "name": "stake",
      "discriminator": [
        14
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "stake_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  115,
                  116,
                  97,
                  107,
                  101,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "stake_tokens",
          "writable": true,
          "address": "stake_vault.tokens"
        },
        {
          "name": "from",
          "writable": true
        },
        {
          "name": "tag_mint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "token_program",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "sweep_task",
      "discriminator": [
        65
      ],
      "accounts": [
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "task",
          "writable": true
        },
        {
          "name": "stake_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  115,
                  116,
                  97,
                  107,
                  101,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "stake_tokens",
          "writable": true,
          "address": "stake_vault.tokens"
        },
        {
          "name": "escrow_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrow_tokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "treasury",
          "writable": true,
          "relations": [
            "config"
          ]
        },
        {
          "name": "tag_mint",
          "writable": true,
          "relations": [
            "config"
          ]
        },
        {
          "name": "token_program",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": []
    },
    {
      "name": "take_revenue",
      "discriminator": [
        128
      ],
      "accounts": [
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "dataset",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "escrow_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrow_tokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "treasury",
          "writable": true,
          "relations": [
            "config"
          ]
        },
        {
          "name": "tag_mint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "token_program",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": []
    },
    {
      "name": "take_ticket",
      "discriminator": [
        55
      ],
      "accounts": [
        {
          "name": "actor",
          "signer": true
        },
        {
          "name": "config"
        },
        {
          "name": "member"
        },
        {
          "name": "seat",
          "writable": true
        },
        {
          "name": "page"
        }
      ],
      "args": [
        {
          "name": "count",
          "type": "u8"
        }
      ]
    },
    {
      "name": "transfer_license",
      "discriminator": [
        131
      ],
      "accounts": [
        {
          "name": "holder",
          "signer": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "dataset",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "license",
          "writable": true
        },
        {
          "name": "escrow_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrow_tokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "from",
          "writable": true
        },
        {
          "name": "tag_mint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "token_program",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": [
        {
          "name": "to",
          "type": "pubkey"
        },
        {
          "name": "price",
          "type": "u64"
        }
      ]
    },
    {
      "name": "unfund_page",
      "discriminator": [
        37
      ],
      "accounts": [
        {
          "name": "operator",
          "signer": true
        },
        {
          "name": "task",
          "writable": true,
          "relations": [
            "page"
          ]
        },
        {
          "name": "page",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "unlock_votes",
      "discriminator": [
        84
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "governance",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  103,
                  111,
                  118,
                  101,
                  114,
                  110,
                  97,
                  110,
                  99,
                  101
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "voter",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "unpause",
      "discriminator": [
        5
      ],
      "accounts": [
        {
          "name": "admin",
          "signer": true,
          "relations": [
            "config"
          ]
        },
        {
          "name": "config",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        }
      ],
      "args": []
    },
    {
      "name": "unstake",
      "discriminator": [
        15
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "update_config",
      "discriminator": [
        1
      ],
      "accounts": [
        {
          "name": "admin",
          "signer": true,
          "relations": [
            "config"
          ]
        },
        {
          "name": "config",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "treasury"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "UpdateConfigArgs"
            }
          }
        }
      ]
    },
    {
      "name": "upgrade_license",
      "discriminator": [
        136
      ],
      "accounts": [
        {
          "name": "holder",
          "signer": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "dataset",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "offer",
          "writable": true
        },
        {
          "name": "license",
          "writable": true
        },
        {
          "name": "mint",
          "writable": true,
          "relations": [
            "license"
          ]
        },
        {
          "name": "token_2022",
          "address": "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb"
        },
        {
          "name": "escrow_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrow_tokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "from",
          "writable": true
        },
        {
          "name": "tag_mint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "token_program",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": [
        {
          "name": "args",
          "type": {
            "defined": {
              "name": "UpgradeArgs"
            }
          }
        }
      ]
    },
    {
      "name": "weigh_validator",
      "discriminator": [
        104
      ],
      "accounts": [
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member"
        },
        {
          "name": "pool",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "withdraw_balance",
      "discriminator": [
        17
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "escrow_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  101,
                  115,
                  99,
                  114,
                  111,
                  119,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "escrow_tokens",
          "writable": true,
          "address": "escrow_vault.tokens"
        },
        {
          "name": "to",
          "writable": true
        },
        {
          "name": "tag_mint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "token_program",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": [
        {
          "name": "amount",
          "type": "u64"
        }
      ]
    },
    {
      "name": "withdraw_bid",
      "discriminator": [
        139
      ],
      "accounts": [
        {
          "name": "caller",
          "signer": true
        },
        {
          "name": "bid",
          "writable": true
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "rent_payer",
          "writable": true,
          "relations": [
            "bid"
          ]
        }
      ],
      "args": []
    },
    {
      "name": "withdraw_dataset",
      "discriminator": [
        129
      ],
      "accounts": [
        {
          "name": "publisher",
          "signer": true,
          "relations": [
            "dataset"
          ]
        },
        {
          "name": "dataset",
          "writable": true
        }
      ],
      "args": []
    },
    {
      "name": "withdraw_stake",
      "discriminator": [
        16
      ],
      "accounts": [
        {
          "name": "wallet",
          "signer": true,
          "relations": [
            "member"
          ]
        },
        {
          "name": "config",
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  99,
                  111,
                  110,
                  102,
                  105,
                  103
                ]
              }
            ]
          }
        },
        {
          "name": "member",
          "writable": true
        },
        {
          "name": "stake_vault",
          "writable": true,
          "pda": {
            "seeds": [
              {
                "kind": "const",
                "value": [
                  115,
                  116,
                  97,
                  107,
                  101,
                  95,
                  118,
                  97,
                  117,
                  108,
                  116
                ]
              }
            ]
          }
        },
        {
          "name": "stake_tokens",
          "writable": true,
          "address": "stake_vault.tokens"
        },
        {
          "name": "to",
          "writable": true
        },
        {
          "name": "tag_mint",
          "relations": [
            "config"
          ]
        },
        {
          "name": "token_program",
          "address": "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA"
        }
      ],
      "args": []
    }
  ],
  "accounts": [
    {
      "name": "Ballot",
      "discriminator": [
        3,
        232,
        121,
        204,
        232,
        137,
        138,
        164
      ]
    },
    {
      "name": "Bid",
      "discriminator": [
        143,
        246,
        48,
        245,
        42,
        145,
        180,
        88
      ]
    },
    {
      "name": "Config",
      "discriminator": [
        155,
        12,
        170,
        224,
        30,
        250,
        204,
        130
      ]
    },
    {
      "name": "Dataset",
      "discriminator": [
        242,
        85,
        87,
        90,
        234,
        188,
        241,
        17
      ]
    },
    {
      "name": "Domains",
      "discriminator": [
        134,
        251,
        158,
        34,
        134,
        143,
        4,
        127
      ]
    },
    {
      "name": "Governance",
      "discriminator": [
        18,
        143,
        88,
        13,
        73,
        217,
        47,
        49
      ]
    },
    {
      "name": "License",
      "discriminator": [
        248,
        152,
        195,
        100,
        185,
        108,
        176,
        231
      ]
    },
    {
      "name": "Member",
      "discriminator": [
        54,
        19,
        162,
        21,
        29,
        166,
        17,
        198
      ]
    },
    {
      "name": "Offer",
      "discriminator": [
        215,
        88,
        60,
        71,
        170,
        162,
        73,
        229
      ]
    },
    {
      "name": "Page",
      "discriminator": [
        133,
        127,
        192,
        87,
        206,
        149,
        195,
        14
      ]
    },
    {
      "name": "Pool",
      "discriminator": [
        241,
        154,
        109,
        4,
        17,
        177,
        109,
        188
      ]
    },
    {
      "name": "Proposal",
      "discriminator": [
        26,
        94,
        189,
        187,
        116,
        136,
        53,
        33
      ]
    },
    {
      "name": "Seat",
      "discriminator": [
        90,
        228,
        22,
        90,
        162,
        86,
        173,
        26
      ]
    },
    {
      "name": "Task",
      "discriminator": [
        79,
        34,
        229,
        55,
        88,
        90,
        55,
        84
      ]
    },
    {
      "name": "Vault",
      "discriminator": [
        211,
        8,
        232,
        43,
        2,
        152,
        117,
        119
      ]
    },
    {
      "name": "Voter",
      "discriminator": [
        241,
        93,
        35,
        191,
        254,
        147,
        17,
        202
      ]
    }
  ],
  "events": [
    {
      "name": "BallotCast",
      "discriminator": [
        194,
        0,
        41,
        178,
        6,
        3,
        169,
        32
      ]
    },
    {
      "name": "BallotClosed",
      "discriminator": [
        107,
        216,
        180,
        104,
        51,
        179,
        205,
        107
      ]
    },
    {
      "name": "BidChanged",
      "discriminator": [
        206,
        128,
        51,
        196,
        137,
        11,
        46,
        219
      ]
    },
    {
      "name": "CaseConcluded",
      "discriminator": [
        165,
        216,
        252,
        22,
        73,
        33,
        239,
        36
      ]
    },
    {
      "name": "CaseMoved",
      "discriminator": [
        152,
        117,
        172,
        107,
        233,
        122,
        213,
        238
      ]
    },
    {
      "name": "ClaimExcused",
      "discriminator": [
        129,
        21,
        166,
        57,
        157,
        82,
        120,
        103
      ]
    },
    {
      "name": "Collected",
      "discriminator": [
        67,
        109,
        138,
        167,
        168,
        239,
        2,
        207
      ]
    },
    {
      "name": "ConfigChanged",
      "discriminator": [
        147,
        25,
        86,
        98,
        98,
        77,
        78,
        192
      ]
    },
    {
      "name": "DatasetChanged",
      "discriminator": [
        5,
        101,
        227,
        196,
        161,
        120,
        106,
        116
      ]
    },
    {
      "name": "DomainsChanged",
      "discriminator": [
        217,
        242,
        132,
        152,
        224,
        156,
        107,
        211
      ]
    },
    {
      "name": "GovernanceChanged",
      "discriminator": [
        180,
        109,
        101,
        77,
        34,
        151,
        213,
        2
      ]
    },
    {
      "name": "LicenseChanged",
      "discriminator": [
        167,
        174,
        169,
        111,
        165,
        148,
        116,
        16
      ]
    },
    {
      "name": "LicenseMoved",
      "discriminator": [
        252,
        95,
        80,
        125,
        246,
        111,
        217,
        40
      ]
    },
    {
      "name": "MemberChanged",
      "discriminator": [
        138,
        48,
        234,
        3,
        180,
        83,
        79,
        243
      ]
    },
    {
      "name": "OfferChanged",
      "discriminator": [
        32,
        88,
        1,
        75,
        123,
        236,
        26,
        154
      ]
    },
    {
      "name": "PageChanged",
      "discriminator": [
        130,
        64,
        189,
        217,
        158,
        53,
        57,
        200
      ]
    },
    {
      "name": "PanelMoved",
      "discriminator": [
        148,
        11,
        119,
        69,
        75,
        93,
        8,
        233
      ]
    },
    {
      "name": "PanelSettled",
      "discriminator": [
        40,
        18,
        178,
        123,
        201,
        229,
        226,
        204
      ]
    },
    {
      "name": "PayoutsPushed",
      "discriminator": [
        131,
        254,
        171,
        136,
        249,
        10,
        142,
        254
      ]
    },
    {
      "name": "PoolChanged",
      "discriminator": [
        79,
        81,
        38,
        228,
        57,
        200,
        168,
        142
      ]
    },
    {
      "name": "ProposalMoved",
      "discriminator": [
        183,
        255,
        118,
        90,
        57,
        245,
        110,
        81
      ]
    },
    {
      "name": "ProposalOpened",
      "discriminator": [
        118,
        111,
        242,
        245,
        53,
        115,
        95,
        209
      ]
    },
    {
      "name": "ReputationChanged",
      "discriminator": [
        190,
        190,
        93,
        65,
        6,
        39,
        92,
        250
      ]
    },
    {
      "name": "RevenueTaken",
      "discriminator": [
        124,
        162,
        64,
        230,
        241,
        3,
        61,
        217
      ]
    },
    {
      "name": "SeatActed",
      "discriminator": [
        1,
        84,
        161,
        171,
        33,
        127,
        131,
        139
      ]
    },
    {
      "name": "SeatChanged",
      "discriminator": [
        58,
        29,
        80,
        166,
        140,
        222,
        63,
        76
      ]
    },
    {
      "name": "TaskChanged",
      "discriminator": [
        125,
        16,
        233,
        165,
        209,
        152,
        2,
        39
      ]
    },
    {
      "name": "TaskKeyDelivered",
      "discriminator": [
        150,
        103,
        98,
        188,
        71,
        16,
        105,
        139
      ]
    },
    {
      "name": "TaskSwept",
      "discriminator": [
        6,
        223,
        118,
        38,
        32,
        207,
        30,
        125
      ]
    },
    {
      "name": "TicketDropped",
      "discriminator": [
        123,
        200,
        87,
        72,
        15,
        10,
        54,
        249
      ]
    },
    {
      "name": "TicketTaken",
      "discriminator": [
        205,
        43,
        110,
        108,
        67,
        131,
        230,
        107
      ]
    },
    {
      "name": "TipPaid",
      "discriminator": [
        2,
        156,
        36,
        89,
        38,
        63,
        2,
        2
      ]
    },
    {
      "name": "ValidatorChanged",
      "discriminator": [
        59,
        121,
        4,
        77,
        62,
        29,
        214,
        54
      ]
    },
    {
      "name": "VoterChanged",
      "discriminator": [
        114,
        65,
        226,
        179,
        215,
        203,
        42,
        159
      ]
    }
  ],
  "errors": [
    {
      "code": 6000,
      "name": "NotUpgradeAuthority",
      "msg": "Only the program's upgrade authority may initialize the config: sign with that key"
    },
    {
      "code": 6001,
      "name": "NotAdmin",
      "msg": "Only the admin may do this: sign with the admin key stored in the config"
    },
    {
      "code": 6002,
      "name": "NotPendingAdmin",
      "msg": "Only the proposed admin may accept: sign with the key that was proposed"
    },
    {
      "code": 6003,
      "name": "NotGuardian",
      "msg": "Only the guardian or the admin may pause"
    },
    {
      "code": 6004,
      "name": "StaleRevision",
      "msg": "The config changed since this was signed: read its revision and sign again"
    },
    {
      "code": 6005,
      "name": "SignatureExpired",
      "msg": "This signature expired: sign again with a later expiry"
    },
    {
      "code": 6006,
      "name": "ParameterOutOfBounds",
      "msg": "A parameter is outside its hard bounds: see the parameter table in the documentation"
    },
    {
      "code": 6007,
      "name": "BadTagMint",
      "msg": "The TAG mint must be a classic SPL Token mint without freeze authority"
    },
    {
      "code": 6008,
      "name": "ZeroAddress",
      "msg": "The all-zero address can't be an authority or a recipient: name a real key"
    },
    {
      "code": 6009,
      "name": "Paused",
      "msg": "This entry is paused: exits stay open, try again after the pause ends"
    },
    {
      "code": 6010,
      "name": "PauseTooSoon",
      "msg": "A pause may not follow this soon on the last one: wait until the cool-down is over"
    },
    {
      "code": 6011,
      "name": "UnknownPauseBits",
      "msg": "Unknown pause bits: use the bits listed in the constants"
    },
    {
      "code": 6012,
      "name": "WrongVersion",
      "msg": "This account has another version than the program understands: upgrade the client or migrate the account"
    },
    {
      "code": 6013,
      "name": "WrongVault",
      "msg": "This token account is not the vault of the config: derive it again"
    },
    {
      "code": 6014,
      "name": "WrongMint",
      "msg": "This token account holds another mint than TAG"
    },
    {
      "code": 6015,
      "name": "WrongTokenOwner",
      "msg": "This token account does not belong to the wallet that is to be paid"
    },
    {
      "code": 6016,
      "name": "WrongTreasury",
      "msg": "The treasury must be the token account stored in the config"
    },
    {
      "code": 6017,
      "name": "WrongRentPayer",
      "msg": "The rent must go back to the account that paid it"
    },
    {
      "code": 6018,
      "name": "WrongMember",
      "msg": "This member account belongs to another wallet"
    },
    {
      "code": 6019,
      "name": "WrongSeat",
      "msg": "This seat belongs to another wallet or another task"
    },
    {
      "code": 6020,
      "name": "WrongPage",
      "msg": "This page belongs to another task"
    },
    {
      "code": 6021,
      "name": "NotWallet",
      "msg": "Only the wallet itself may do this: a session key is not enough"
    },
    {
      "code": 6022,
      "name": "NotMemberOrSession",
      "msg": "Sign with the member's wallet or with its session key"
    },
    {
      "code": 6023,
      "name": "SessionExpired",
      "msg": "The session key expired: set a new one with the wallet"
    },
    {
      "code": 6024,
      "name": "VaultInsolvent",
      "msg": "A vault holds less than it owes: nothing was moved, report this"
    },
    {
      "code": 6025,
      "name": "LedgerBroken",
      "msg": "A ledger does not add up: nothing was moved, report this"
    },
    {
      "code": 6026,
      "name": "ZeroAmount",
      "msg": "The amount must be above zero"
    },
    {
      "code": 6027,
      "name": "NotEnoughStake",
      "msg": "Not enough active stake: stake more TAG or leave a task first"
    },
    {
      "code": 6028,
      "name": "StillCooling",
      "msg": "Stake is still cooling down: withdraw after the time stored in the member account"
    },
    {
      "code": 6029,
      "name": "NothingCooling",
      "msg": "Nothing is cooling down: unstake first"
    },
    {
      "code": 6030,
      "name": "NotEnoughBalance",
      "msg": "The balance is smaller than the amount: withdraw less"
    },
    {
      "code": 6031,
      "name": "MemberInUse",
      "msg": "Close the member's tasks and seats and withdraw all stake and balance first"
    },
    {
      "code": 6032,
      "name": "SessionTooLong",
      "msg": "A session key may not live longer than the limit: choose an earlier expiry"
    },
    {
      "code": 6033,
      "name": "NotRequester",
      "msg": "Only the requester may do this"
    },
    {
      "code": 6034,
      "name": "NotOperator",
      "msg": "Only the requester or the task's operator key may do this"
    },
    {
      "code": 6035,
      "name": "BadLabelShape",
      "msg": "Labels take 1, 2, 4 or 8 bits and the classes must fit them"
    },
    {
      "code": 6036,
      "name": "TooManyClasses",
      "msg": "Weighted consensus needs at most 16 classes: use majority or fewer classes"
    },
    {
      "code": 6037,
      "name": "UnknownKind",
      "msg": "Unknown method, claim mode or kind of panel"
    },
    {
      "code": 6038,
      "name": "EmptyTask",
      "msg": "A task needs at least one item and a price above zero"
    },
    {
      "code": 6039,
      "name": "WindowOutOfBounds",
      "msg": "A window is outside the limits of the config"
    },
    {
      "code": 6040,
      "name": "BondTooSmall",
      "msg": "The bond per panel is below the minimum of the config"
    },
    {
      "code": 6041,
      "name": "BadEnd",
      "msg": "The end of the task must lie in the future and within the limit of the config"
    },
    {
      "code": 6042,
      "name": "TaskEnded",
      "msg": "The task has ended: nothing new can be opened or claimed"
    },
    {
      "code": 6043,
      "name": "TaskRunning",
      "msg": "The task is still running: cancel it or wait for its end"
    },
    {
      "code": 6044,
      "name": "NotEnoughEscrow",
      "msg": "The task's free escrow is smaller than the amount: fund the task first"
    },
    {
      "code": 6045,
      "name": "TaskInUse",
      "msg": "Pages, seats or unswept money of the task remain: close and sweep them first"
    },
    {
      "code": 6046,
      "name": "WrongRules",
      "msg": "The rules hash given differs from the task's: read the rules again before you agree"
    },
    {
      "code": 6047,
      "name": "OwnTask",
      "msg": "Requester and operator can't answer their own task"
    },
    {
      "code": 6048,
      "name": "BadPageSize",
      "msg": "The page's size must be a multiple of eight within the limits"
    },
    {
      "code": 6049,
      "name": "NotEnoughPageFunds",
      "msg": "The page's free money does not cover the most these panels can cost: fund the page first"
    },
    {
      "code": 6050,
      "name": "PageFull",
      "msg": "The page has no room for this panel: recycle settled panels or open another page"
    },
    {
      "code": 6051,
      "name": "PageInUse",
      "msg": "The page still holds live panels"
    },
    {
      "code": 6052,
      "name": "NoSuchPanel",
      "msg": "There is no such live panel on this page"
    },
    {
      "code": 6053,
      "name": "BadItems",
      "msg": "The panel's items lie outside the task, or there are none or too many"
    },
    {
      "code": 6054,
      "name": "BadSeats",
      "msg": "The seats must be between one and sixteen, and waves must add up"
    },
    {
      "code": 6055,
      "name": "BadDifficulty",
      "msg": "The difficulty must lie between half and three times the base price"
    },
    {
      "code": 6056,
      "name": "WrongPhase",
      "msg": "The panel is in another phase: read it again"
    },
    {
      "code": 6057,
      "name": "PanelTaken",
      "msg": "Someone holds a seat on this panel: it can't be released"
    },
    {
      "code": 6058,
      "name": "PanelFull",
      "msg": "All seats of this panel are taken"
    },
    {
      "code": 6059,
      "name": "AlreadyOnPanel",
      "msg": "This member already sits on this panel"
    },
    {
      "code": 6060,
      "name": "WrongSlot",
      "msg": "There is no such slot on this panel, or it is held by another seat"
    },
    {
      "code": 6061,
      "name": "WindowClosed",
      "msg": "The window is over: read the panel again, another step may be due"
    },
    {
      "code": 6062,
      "name": "WindowOpen",
      "msg": "The window is still open: wait until its deadline"
    },
    {
      "code": 6063,
      "name": "ClaimsHeld",
      "msg": "Seats are still held without a commitment: expire those claims first"
    },
    {
      "code": 6064,
      "name": "BadBatch",
      "msg": "The same entry is given twice, or none is given"
    },
    {
      "code": 6065,
      "name": "ZeroCommitment",
      "msg": "The commitment must not be all zeros"
    },
    {
      "code": 6066,
      "name": "ZeroSalt",
      "msg": "The salt must not be all zeros: draw 32 random bytes"
    },
    {
      "code": 6067,
      "name": "CommitmentMismatch",
      "msg": "Answers and salt do not match the commitment"
    },
    {
      "code": 6068,
      "name": "BadAnswerLength",
      "msg": "The packed answers have the wrong length for this panel"
    },
    {
      "code": 6069,
      "name": "DirtyTail",
      "msg": "Bits after the last answer must be zero"
    },
    {
      "code": 6070,
      "name": "NoGold",
      "msg": "This task has no gold"
    },
    {
      "code": 6071,
      "name": "BadGoldProof",
      "msg": "The gold does not lead to the root the task committed to"
    },
    {
      "code": 6072,
      "name": "BadGoldEntries",
      "msg": "Gold entries must be sorted, unique, inside the panel and valid labels"
    },
    {
      "code": 6073,
      "name": "MathOverflow",
      "msg": "A number grew out of range: use smaller amounts"
    },
    {
      "code": 6074,
      "name": "BadPrior",
      "msg": "A prior is at most 96 for a class, and zero where there is no class or no weighting"
    },
    {
      "code": 6075,
      "name": "WrongRemainingAccounts",
      "msg": "Wrong accounts were appended: give each pair once and in order"
    },
    {
      "code": 6076,
      "name": "VotesLocked",
      "msg": "A ballot binds these votes: unlock them after the time stored in the voter account"
    },
    {
      "code": 6077,
      "name": "NotEnoughVotes",
      "msg": "Fewer votes are locked than the amount: unlock less"
    },
    {
      "code": 6078,
      "name": "VoterInUse",
      "msg": "Unlock all votes first, then close the voter account"
    },
    {
      "code": 6079,
      "name": "NotVoterOrDelegate",
      "msg": "Only the owner of the votes or his delegate may cast them"
    },
    {
      "code": 6080,
      "name": "OwnerVoted",
      "msg": "The owner of these votes cast them himself: his delegate can't change that"
    },
    {
      "code": 6081,
      "name": "NoVotes",
      "msg": "These votes don't count for this proposal: lock them the day before a proposal is opened and keep them locked"
    },
    {
      "code": 6082,
      "name": "SnapshotTooOld",
      "msg": "The votes changed too often since this proposal's snapshot: it can't be read any more"
    },
    {
      "code": 6083,
      "name": "UnknownChoice",
      "msg": "Unknown choice: vote against, for, or abstain"
    },
    {
      "code": 6084,
      "name": "WrongBallot",
      "msg": "This ballot belongs to another proposal or to another wallet's votes"
    },
    {
      "code": 6085,
      "name": "WrongProposalState",
      "msg": "The proposal is in another state: read it again"
    },
    {
      "code": 6086,
      "name": "VotingClosed",
      "msg": "Voting on this proposal is over: finalize it"
    },
    {
      "code": 6087,
      "name": "VotingOpen",
      "msg": "Voting on this proposal may still go on: wait until it can't"
    },
    {
      "code": 6088,
      "name": "TimelockRunning",
      "msg": "The proposal's time lock is running: wait until it ends"
    },
    {
      "code": 6089,
      "name": "ProposalExpired",
      "msg": "The proposal was not executed in time: close it and open another"
    },
    {
      "code": 6090,
      "name": "ProposalLive",
      "msg": "The proposal is still alive: wait until it was executed, failed or expired"
    },
    {
      "code": 6091,
      "name": "NotCanceller",
      "msg": "Only the guardian may cancel a pause, and only the proposer a proposal nobody has voted on"
    },
    {
      "code": 6092,
      "name": "BadChange",
      "msg": "A change names one kind and leaves everything of the other kinds zero"
    },
    {
      "code": 6093,
      "name": "ChangeTooLarge",
      "msg": "One proposal at most doubles or halves a parameter, and raises the fee by at most 1 %: go in steps"
    },
    {
      "code": 6094,
      "name": "QuorumOutOfReach",
      "msg": "So many votes are not there: lock more first, or ask for a smaller quorum or deposit"
    },
    {
      "code": 6095,
      "name": "BadDomainName",
      "msg": "A domain's name is 1 to 16 lower-case letters, digits and inner hyphens, padded with zeros"
    },
    {
      "code": 6096,
      "name": "DomainExists",
      "msg": "There is or was a domain of this name"
    },
    {
      "code": 6097,
      "name": "DomainsFull",
      "msg": "The list of domains is full"
    },
    {
      "code": 6098,
      "name": "NoSuchDomain",
      "msg": "There is no such domain, or it is retired already"
    },
    {
      "code": 6099,
      "name": "LastDomain",
      "msg": "The last domain can't be retired: append another first"
    },
    {
      "code": 6100,
      "name": "SeedNotReady",
      "msg": "The block that decides this draw does not exist yet: try again in a few seconds"
    },
    {
      "code": 6101,
      "name": "SeedGone",
      "msg": "The chain has forgotten the block that decides: call retarget_draw for a draw, drop_ticket for a ticket"
    },
    {
      "code": 6102,
      "name": "PoolNotReady",
      "msg": "This pool has not its full size yet: call grow_pool until it has"
    },
    {
      "code": 6103,
      "name": "PoolFull",
      "msg": "The pool is full: join another shard"
    },
    {
      "code": 6104,
      "name": "WrongPool",
      "msg": "Give every shard of the pool once, in order"
    },
    {
      "code": 6105,
      "name": "NoSuchValidator",
      "msg": "There is no such validator in this pool"
    },
    {
      "code": 6106,
      "name": "AlreadyValidator",
      "msg": "This member is a validator already, or is leaving"
    },
    {
      "code": 6107,
      "name": "ValidatorInUse",
      "msg": "A validator leaves when the next epoch has begun and his last duty is collected"
    },
    {
      "code": 6108,
      "name": "WrongCandidate",
      "msg": "The appended account is not the seat address of the validator drawn next"
    },
    {
      "code": 6109,
      "name": "NothingToDraw",
      "msg": "Nobody is to be drawn for this panel now"
    },
    {
      "code": 6110,
      "name": "BadReviewTerms",
      "msg": "Review terms contradict each other: seats are odd and at most 16 in the last round; payload tasks need reviews"
    },
    {
      "code": 6111,
      "name": "ReviewFeeTooSmall",
      "msg": "The fee for a validator lies below the least one of the parameters"
    },
    {
      "code": 6112,
      "name": "BadReviewItems",
      "msg": "Name at least one item of the panel, none twice, and no more than one review takes"
    },
    {
      "code": 6113,
      "name": "AlreadyContested",
      "msg": "One of these items is under review already"
    },
    {
      "code": 6114,
      "name": "NotAudited",
      "msg": "This panel was not drawn for an audit"
    },
    {
      "code": 6115,
      "name": "NotOnPanel",
      "msg": "Only who answered on this panel may contest his score"
    },
    {
      "code": 6116,
      "name": "ReviewOpen",
      "msg": "A review of this panel is still open"
    },
    {
      "code": 6117,
      "name": "NoMoreAppeals",
      "msg": "This review was appealed as often as the task allows"
    },
    {
      "code": 6118,
      "name": "WrongCase",
      "msg": "That is another review's page or panel"
    },
    {
      "code": 6119,
      "name": "LevelTooLow",
      "msg": "Your level in this domain is too low for the task: a level needs stake, measured work and, from 3 on, ten panels kept in a row"
    },
    {
      "code": 6120,
      "name": "OverAccepting",
      "msg": "You accept wrong suggestions too often for this task: work on tasks without suggestions, or with a wider limit, first"
    },
    {
      "code": 6121,
      "name": "TooManyLures",
      "msg": "More gold items carry a wrong suggestion than the task announced"
    },
    {
      "code": 6122,
      "name": "NoSuggestions",
      "msg": "A task with wrong suggestions names the hash of its suggestions, and gold"
    },
    {
      "code": 6123,
      "name": "ClaimAssigned",
      "msg": "This task assigns panels: take a ticket with take_ticket"
    },
    {
      "code": 6124,
      "name": "ClaimSelfChosen",
      "msg": "In this task members choose their panels: claim them with claim"
    },
    {
      "code": 6125,
      "name": "BadTicket",
      "msg": "A ticket is for one to eight panels"
    },
    {
      "code": 6126,
      "name": "TicketOpen",
      "msg": "This seat has an open ticket: redeem it first, or drop it once its block is forgotten"
    },
    {
      "code": 6127,
      "name": "NoTicket",
      "msg": "This seat has no open ticket: take one with take_ticket"
    },
    {
      "code": 6128,
      "name": "TicketLive",
      "msg": "This ticket can still be redeemed: call redeem_ticket"
    },
    {
      "code": 6129,
      "name": "BadKey",
      "msg": "These 32 bytes are no key: derive it with deliveryKey of the client's keys"
    },
    {
      "code": 6130,
      "name": "TooManyShares",
      "msg": "Contributors and validators together can't have more than all of the revenue"
    },
    {
      "code": 6131,
      "name": "SharesHeld",
      "msg": "This seat has accepted labels, and a dataset is or may yet be published: only its member may give it up"
    },
    {
      "code": 6132,
      "name": "NotPublishable",
      "msg": "The requester may publish a task's dataset from the end of the task, once its pages are closed, for 90 days"
    },
    {
      "code": 6133,
      "name": "WrongRoot",
      "msg": "The records root is another than the task's: build it from all panels in the order they left their pages"
    },
    {
      "code": 6134,
      "name": "UnclassifiedLicence",
      "msg": "Say under which licence: its class, its text and the conditions of the offer"
    },
    {
      "code": 6135,
      "name": "DatasetWithdrawn",
      "msg": "This dataset is not sold any more"
    },
    {
      "code": 6136,
      "name": "DatasetInUse",
      "msg": "Offers, purchases or money wait: close, deliver, refund and pay them out first"
    },
    {
      "code": 6137,
      "name": "WrongDataset",
      "msg": "This account belongs to another dataset or offer"
    },
    {
      "code": 6138,
      "name": "NotPublisher",
      "msg": "Only the publisher of the dataset may do this"
    },
    {
      "code": 6139,
      "name": "PriceTooHigh",
      "msg": "The price is above what the buyer is ready to pay: look at the offer again"
    },
    {
      "code": 6140,
      "name": "WrongTerms",
      "msg": "The offer's terms are not those the buyer agreed to: look at the offer again"
    },
    {
      "code": 6141,
      "name": "SoldOut",
      "msg": "All licences of this offer are sold"
    },
    {
      "code": 6142,
      "name": "NotAllowed",
      "msg": "This offer is for named buyers: give the path of the buyer's wallet"
    },
    {
      "code": 6143,
      "name": "NoKey",
      "msg": "This member has no key others could encrypt for: name one with set_key"
    },
    {
      "code": 6144,
      "name": "WrongWrap",
      "msg": "The wrap does not hold the key that was committed to for this recipient: make it with wrapKey"
    },
    {
      "code": 6145,
      "name": "OwnDataset",
      "msg": "The publisher needs no licence of his own dataset"
    },
    {
      "code": 6146,
      "name": "WrongLicenceState",
      "msg": "This licence is in another state"
    },
    {
      "code": 6147,
      "name": "NotHolder",
      "msg": "Only the holder of the licence may do this"
    },
    {
      "code": 6148,
      "name": "OwnLicense",
      "msg": "This licence is yours already"
    },
    {
      "code": 6149,
      "name": "LicenseHere",
      "msg": "The licence is in this account: it can be closed when the licence has left"
    },
    {
      "code": 6150,
      "name": "LicenseAccused",
      "msg": "Validators judge whether this licence was broken: until they have, it stays with its holder and is not accused again"
    },
    {
      "code": 6151,
      "name": "BadCourt",
      "msg": "A breach is judged in a fresh task of the publisher: two classes of one bit, at least five validators, at least one appeal"
    },
    {
      "code": 6152,
      "name": "PriceTooLow",
      "msg": "The bid is lower than what you asked for at least: it was changed, look at it again"
    },
    {
      "code": 6153,
      "name": "NotAnUpgrade",
      "msg": "An upgrade costs more than what was paid for the licence: buy the other licence instead"
    },
    {
      "code": 6154,
      "name": "BelowRoyalty",
      "msg": "The bid does not cover the royalty of this licence: wait for a higher one"
    },
    {
      "code": 6155,
      "name": "NotBurnable",
      "msg": "This licence can be burnt by its holder, by others 30 days after it expired, by nobody while its key is to come"
    },
    {
      "code": 6156,
      "name": "NothingOwed",
      "msg": "Nothing is owed here yet: try again after the next sale"
    },
    {
      "code": 6157,
      "name": "NothingPromised",
      "msg": "This task promised validators no part of its revenue, or its dataset is published already"
    },
    {
      "code": 6158,
      "name": "ValidatorSeat",
      "msg": "This seat is a validator's and has no bond: leave it and join the task to answer"
    },
    {
      "code": 6159,
      "name": "WrongProgram",
      "msg": "This is another program than the one that is called here"
    },
    {
      "code": 6160,
      "name": "BadNftText",
      "msg": "A name takes 1 to 32 bytes, an address 1 to 200, a field 1 to 64; none has control characters"
    },
    {
      "code": 6161,
      "name": "NotTransferHook",
      "msg": "This is not the instruction of a transfer hook: Token-2022 calls it, nobody else needs to"
    },
    {
      "code": 6162,
      "name": "NotTransferring",
      "msg": "Only Token-2022 calls the hook, during a transfer: send the licence with its transfer instruction"
    },
    {
      "code": 6163,
      "name": "WrongLicense",
      "msg": "This licence belongs to another mint"
    },
    {
      "code": 6164,
      "name": "NotWholeLicense",
      "msg": "A licence moves whole: transfer an amount of 1"
    },
    {
      "code": 6165,
      "name": "ReownableTokens",
      "msg": "Send a licence to an associated token account: others can be given away without a transfer"
    },
    {
      "code": 6166,
      "name": "LicenseNotActive",
      "msg": "This licence is not in force: its key was not delivered yet, or it was revoked"
    },
    {
      "code": 6167,
      "name": "LicenseExpired",
      "msg": "This licence has expired: renew it first"
    },
    {
      "code": 6168,
      "name": "LicenseNotTransferable",
      "msg": "The terms of this licence don't let it change hands"
    },
    {
      "code": 6169,
      "name": "TransferNotApproved",
      "msg": "Nothing was paid for this transfer: call transfer_license for this receiver before it, in the same transaction"
    },
    {
      "code": 6170,
      "name": "NotPrivate",
      "msg": "The items of this task are public: there is no key to deliver"
    },
    {
      "code": 6171,
      "name": "KeyDelivered",
      "msg": "This seat has its key already: read it from the seat"
    }
  ],
  "types": [
    {
      "name": "Ballot",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "choice",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                5
              ]
            }
          },
          {
            "name": "proposal",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "cast_by",
            "type": "pubkey"
          },
          {
            "name": "rent_payer",
            "type": "pubkey"
          },
          {
            "name": "weight",
            "type": "u64"
          },
          {
            "name": "closable_from",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "BallotCast",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "proposal",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "cast_by",
            "type": "pubkey"
          },
          {
            "name": "choice",
            "type": "u8"
          },
          {
            "name": "weight",
            "type": "u64"
          },
          {
            "name": "against",
            "type": "u64"
          },
          {
            "name": "in_favour",
            "type": "u64"
          },
          {
            "name": "abstain",
            "type": "u64"
          },
          {
            "name": "ends_at",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "BallotClosed",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "proposal",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          }
        ]
      }
    },
    {
      "name": "Bid",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                6
              ]
            }
          },
          {
            "name": "license",
            "type": "pubkey"
          },
          {
            "name": "bidder",
            "type": "pubkey"
          },
          {
            "name": "rent_payer",
            "type": "pubkey"
          },
          {
            "name": "price",
            "type": "u64"
          },
          {
            "name": "until",
            "type": "u64"
          },
          {
            "name": "terms_hash",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "expires_at",
            "type": "u64"
          },
          {
            "name": "recipient",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          }
        ]
      }
    },
    {
      "name": "BidArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "price",
            "type": "u64"
          },
          {
            "name": "until",
            "type": "u64"
          },
          {
            "name": "terms_hash",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          }
        ]
      }
    },
    {
      "name": "BidChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "license",
            "type": "pubkey"
          },
          {
            "name": "bidder",
            "type": "pubkey"
          },
          {
            "name": "price",
            "type": "u64"
          },
          {
            "name": "until",
            "type": "u64"
          },
          {
            "name": "what",
            "type": "u8"
          }
        ]
      }
    },
    {
      "name": "BuyArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "nonce",
            "type": "u64"
          },
          {
            "name": "most",
            "type": "u64"
          },
          {
            "name": "terms_hash",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "path",
            "type": {
              "vec": {
                "array": [
                  "u8",
                  32
                ]
              }
            }
          }
        ]
      }
    },
    {
      "name": "Case",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "subject_page",
            "type": "pubkey"
          },
          {
            "name": "subject",
            "type": "u64"
          },
          {
            "name": "funder",
            "type": "pubkey"
          },
          {
            "name": "deposit",
            "type": "u64"
          },
          {
            "name": "seed",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "target",
            "type": "u64"
          },
          {
            "name": "parent",
            "type": "u64"
          },
          {
            "name": "tries",
            "type": "u16"
          },
          {
            "name": "retargets",
            "type": "u16"
          },
          {
            "name": "wanted",
            "type": "u8"
          },
          {
            "name": "round",
            "type": "u8"
          },
          {
            "name": "reason",
            "type": "u8"
          },
          {
            "name": "substituted",
            "type": "u8"
          },
          {
            "name": "bond",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "CaseConcluded",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "page",
            "type": "u32"
          },
          {
            "name": "subject_page",
            "type": "pubkey"
          },
          {
            "name": "subject",
            "type": "u64"
          },
          {
            "name": "changed",
            "type": "u16"
          },
          {
            "name": "returned",
            "type": "u64"
          },
          {
            "name": "verdict",
            "type": {
              "vec": "u8"
            }
          }
        ]
      }
    },
    {
      "name": "CaseMoved",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "page",
            "type": "u32"
          },
          {
            "name": "panel",
            "type": "u64"
          },
          {
            "name": "subject_page",
            "type": "pubkey"
          },
          {
            "name": "subject",
            "type": "u64"
          },
          {
            "name": "round",
            "type": "u8"
          },
          {
            "name": "phase",
            "type": "u8"
          },
          {
            "name": "seats",
            "type": "u8"
          },
          {
            "name": "deposit",
            "type": "u64"
          },
          {
            "name": "target",
            "type": "u64"
          },
          {
            "name": "until",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "Change",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "kind",
            "type": "u8"
          },
          {
            "name": "pause_entries",
            "type": "u8"
          },
          {
            "name": "domain",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": "u8"
          },
          {
            "name": "pause_secs",
            "type": "u32"
          },
          {
            "name": "name",
            "type": {
              "array": [
                "u8",
                16
              ]
            }
          },
          {
            "name": "params",
            "type": {
              "defined": {
                "name": "Params"
              }
            }
          },
          {
            "name": "governance",
            "type": {
              "defined": {
                "name": "GovernanceParams"
              }
            }
          }
        ]
      }
    },
    {
      "name": "Checkpoint",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "amount",
            "type": "u64"
          },
          {
            "name": "epoch",
            "type": "u32"
          },
          {
            "name": "reserved",
            "type": "u32"
          }
        ]
      }
    },
    {
      "name": "ClaimExcused",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "page",
            "type": "u32"
          },
          {
            "name": "panel",
            "type": "u64"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "compensation",
            "type": "u64"
          },
          {
            "name": "balance",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "CollectEntry",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "panel",
            "type": "u64"
          },
          {
            "name": "slot",
            "type": "u8"
          }
        ]
      }
    },
    {
      "name": "Collected",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "panels",
            "type": "u32"
          },
          {
            "name": "reward",
            "type": "u64"
          },
          {
            "name": "slashed",
            "type": "u64"
          },
          {
            "name": "balance",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "CommitEntry",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "panel",
            "type": "u64"
          },
          {
            "name": "slot",
            "type": "u8"
          },
          {
            "name": "commitment",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          }
        ]
      }
    },
    {
      "name": "Config",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "paused",
            "type": "u8"
          },
          {
            "name": "pools",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                4
              ]
            }
          },
          {
            "name": "admin",
            "type": "pubkey"
          },
          {
            "name": "pending_admin",
            "type": "pubkey"
          },
          {
            "name": "guardian",
            "type": "pubkey"
          },
          {
            "name": "tag_mint",
            "type": "pubkey"
          },
          {
            "name": "treasury",
            "type": "pubkey"
          },
          {
            "name": "cluster",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "paused_until",
            "type": "u64"
          },
          {
            "name": "pause_allowed_from",
            "type": "u64"
          },
          {
            "name": "revision",
            "type": "u64"
          },
          {
            "name": "params",
            "type": {
              "defined": {
                "name": "Params"
              }
            }
          }
        ]
      }
    },
    {
      "name": "ConfigChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "revision",
            "type": "u64"
          },
          {
            "name": "admin",
            "type": "pubkey"
          },
          {
            "name": "pending_admin",
            "type": "pubkey"
          },
          {
            "name": "guardian",
            "type": "pubkey"
          },
          {
            "name": "treasury",
            "type": "pubkey"
          },
          {
            "name": "fee_bps_before",
            "type": "u16"
          },
          {
            "name": "fee_bps",
            "type": "u16"
          },
          {
            "name": "paused",
            "type": "u8"
          },
          {
            "name": "paused_until",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "Contents",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "manifest_id",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "manifest_hash",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "payload_hash",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "commitment",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "licence_hash",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "licence_id",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "use_class",
            "type": "u8"
          },
          {
            "name": "attribution",
            "type": "u8"
          },
          {
            "name": "share_alike",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                5
              ]
            }
          }
        ]
      }
    },
    {
      "name": "CreateProposalArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "number",
            "type": "u64"
          },
          {
            "name": "change",
            "type": {
              "defined": {
                "name": "Change"
              }
            }
          }
        ]
      }
    },
    {
      "name": "Dataset",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "mint_bump",
            "type": "u8"
          },
          {
            "name": "withdrawn",
            "type": "u8"
          },
          {
            "name": "given_up",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                3
              ]
            }
          },
          {
            "name": "publisher",
            "type": "pubkey"
          },
          {
            "name": "mint",
            "type": "pubkey"
          },
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "rent_payer",
            "type": "pubkey"
          },
          {
            "name": "nonce",
            "type": "u64"
          },
          {
            "name": "contents",
            "type": {
              "defined": {
                "name": "Contents"
              }
            }
          },
          {
            "name": "records_root",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "panels",
            "type": "u64"
          },
          {
            "name": "shares",
            "type": "u64"
          },
          {
            "name": "votes",
            "type": "u64"
          },
          {
            "name": "contributor_bps",
            "type": "u16"
          },
          {
            "name": "validator_bps",
            "type": "u16"
          },
          {
            "name": "fee_bps",
            "type": "u16"
          },
          {
            "name": "slash_bps",
            "type": "u16"
          },
          {
            "name": "offers_made",
            "type": "u32"
          },
          {
            "name": "offers",
            "type": "u32"
          },
          {
            "name": "pending",
            "type": "u64"
          },
          {
            "name": "sold",
            "type": "u64"
          },
          {
            "name": "published_at",
            "type": "u64"
          },
          {
            "name": "withdrawn_at",
            "type": "u64"
          },
          {
            "name": "bond",
            "type": "u64"
          },
          {
            "name": "escrowed",
            "type": "u64"
          },
          {
            "name": "contributed",
            "type": "u64"
          },
          {
            "name": "validated",
            "type": "u64"
          },
          {
            "name": "shared_taken",
            "type": "u64"
          },
          {
            "name": "fees_due",
            "type": "u64"
          },
          {
            "name": "publisher_due",
            "type": "u64"
          },
          {
            "name": "earned",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "DatasetChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "dataset",
            "type": "pubkey"
          },
          {
            "name": "publisher",
            "type": "pubkey"
          },
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "shares",
            "type": "u64"
          },
          {
            "name": "bond",
            "type": "u64"
          },
          {
            "name": "withdrawn",
            "type": "bool"
          },
          {
            "name": "closed",
            "type": "bool"
          }
        ]
      }
    },
    {
      "name": "Delivery",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "wrap",
            "type": {
              "array": [
                {
                  "array": [
                    "u8",
                    32
                  ]
                },
                2
              ]
            }
          },
          {
            "name": "challenge",
            "type": {
              "array": [
                "u8",
                16
              ]
            }
          },
          {
            "name": "responses",
            "type": {
              "array": [
                {
                  "array": [
                    "u8",
                    32
                  ]
                },
                2
              ]
            }
          }
        ]
      }
    },
    {
      "name": "DomainRecord",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "good",
            "type": "u32"
          },
          {
            "name": "seen",
            "type": "u32"
          },
          {
            "name": "day",
            "type": "u16"
          },
          {
            "name": "streak",
            "type": "u16"
          }
        ]
      }
    },
    {
      "name": "Domains",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "count",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                3
              ]
            }
          },
          {
            "name": "retired",
            "type": "u16"
          },
          {
            "name": "names",
            "type": {
              "array": [
                {
                  "array": [
                    "u8",
                    16
                  ]
                },
                16
              ]
            }
          }
        ]
      }
    },
    {
      "name": "DomainsChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "count",
            "type": "u8"
          },
          {
            "name": "retired",
            "type": "u16"
          },
          {
            "name": "names",
            "type": {
              "array": [
                {
                  "array": [
                    "u8",
                    16
                  ]
                },
                16
              ]
            }
          }
        ]
      }
    },
    {
      "name": "Governance",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                2
              ]
            }
          },
          {
            "name": "epoch",
            "type": "u32"
          },
          {
            "name": "locked",
            "type": "u64"
          },
          {
            "name": "counted",
            "type": "u64"
          },
          {
            "name": "proposals",
            "type": "u64"
          },
          {
            "name": "params",
            "type": {
              "defined": {
                "name": "GovernanceParams"
              }
            }
          }
        ]
      }
    },
    {
      "name": "GovernanceChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "params",
            "type": {
              "defined": {
                "name": "GovernanceParams"
              }
            }
          }
        ]
      }
    },
    {
      "name": "GovernanceParams",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "deposit",
            "type": "u64"
          },
          {
            "name": "min_quorum",
            "type": "u64"
          },
          {
            "name": "voting_secs",
            "type": "u32"
          },
          {
            "name": "timelock_secs",
            "type": "u32"
          },
          {
            "name": "extension_secs",
            "type": "u32"
          },
          {
            "name": "execution_secs",
            "type": "u32"
          },
          {
            "name": "quorum_bps",
            "type": "u16"
          },
          {
            "name": "max_extensions",
            "type": "u16"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u16",
                2
              ]
            }
          }
        ]
      }
    },
    {
      "name": "InitializeConfigArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "admin",
            "type": "pubkey"
          },
          {
            "name": "guardian",
            "type": "pubkey"
          },
          {
            "name": "cluster",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "params",
            "type": {
              "defined": {
                "name": "Params"
              }
            }
          }
        ]
      }
    },
    {
      "name": "LicenceTerms",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "text_hash",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "text_id",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "term_secs",
            "type": "u64"
          },
          {
            "name": "least_royalty",
            "type": "u64"
          },
          {
            "name": "seats",
            "type": "u32"
          },
          {
            "name": "uses",
            "type": "u16"
          },
          {
            "name": "royalty_bps",
            "type": "u16"
          },
          {
            "name": "territory",
            "type": {
              "array": [
                "u8",
                2
              ]
            }
          },
          {
            "name": "field",
            "type": "u8"
          },
          {
            "name": "duties",
            "type": "u8"
          },
          {
            "name": "transferable",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                3
              ]
            }
          }
        ]
      }
    },
    {
      "name": "License",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "mint_bump",
            "type": "u8"
          },
          {
            "name": "state",
            "type": "u8"
          },
          {
            "name": "metas_bump",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                3
              ]
            }
          },
          {
            "name": "offer",
            "type": "u32"
          },
          {
            "name": "reserved_tail",
            "type": "u32"
          },
          {
            "name": "dataset",
            "type": "pubkey"
          },
          {
            "name": "mint",
            "type": "pubkey"
          },
          {
            "name": "holder",
            "type": "pubkey"
          },
          {
            "name": "rent_payer",
            "type": "pubkey"
          },
          {
            "name": "terms",
            "type": {
              "defined": {
                "name": "LicenceTerms"
              }
            }
          },
          {
            "name": "paid",
            "type": "u64"
          },
          {
            "name": "bought_at",
            "type": "u64"
          },
          {
            "name": "expires_at",
            "type": "u64"
          },
          {
            "name": "key_until",
            "type": "u64"
          },
          {
            "name": "recipient",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "wrap",
            "type": {
              "array": [
                {
                  "array": [
                    "u8",
                    32
                  ]
                },
                2
              ]
            }
          },
          {
            "name": "approved_to",
            "type": "pubkey"
          },
          {
            "name": "transfer_until",
            "type": "u64"
          },
          {
            "name": "accused",
            "type": "pubkey"
          },
          {
            "name": "asking",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "LicenseChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "dataset",
            "type": "pubkey"
          },
          {
            "name": "mint",
            "type": "pubkey"
          },
          {
            "name": "holder",
            "type": "pubkey"
          },
          {
            "name": "paid",
            "type": "u64"
          },
          {
            "name": "expires_at",
            "type": "u64"
          },
          {
            "name": "what",
            "type": "u8"
          }
        ]
      }
    },
    {
      "name": "LicenseMoved",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "mint",
            "type": "pubkey"
          },
          {
            "name": "dataset",
            "type": "pubkey"
          },
          {
            "name": "from",
            "type": "pubkey"
          },
          {
            "name": "to",
            "type": "pubkey"
          }
        ]
      }
    },
    {
      "name": "Member",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                6
              ]
            }
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "rent_payer",
            "type": "pubkey"
          },
          {
            "name": "session",
            "type": "pubkey"
          },
          {
            "name": "session_until",
            "type": "u64"
          },
          {
            "name": "payout",
            "type": "pubkey"
          },
          {
            "name": "key",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "stake_active",
            "type": "u64"
          },
          {
            "name": "stake_locked",
            "type": "u64"
          },
          {
            "name": "stake_cooling",
            "type": "u64"
          },
          {
            "name": "cooling_until",
            "type": "u64"
          },
          {
            "name": "balance",
            "type": "u64"
          },
          {
            "name": "earned",
            "type": "u64"
          },
          {
            "name": "slashed",
            "type": "u64"
          },
          {
            "name": "answered",
            "type": "u64"
          },
          {
            "name": "agreed",
            "type": "u64"
          },
          {
            "name": "gold_hits",
            "type": "u64"
          },
          {
            "name": "gold_total",
            "type": "u64"
          },
          {
            "name": "panels",
            "type": "u32"
          },
          {
            "name": "missed_reveals",
            "type": "u32"
          },
          {
            "name": "expired_claims",
            "type": "u32"
          },
          {
            "name": "seats",
            "type": "u32"
          },
          {
            "name": "tasks",
            "type": "u32"
          },
          {
            "name": "governance",
            "type": "u32"
          },
          {
            "name": "pool_place",
            "type": "u32"
          },
          {
            "name": "grace",
            "type": "u32"
          },
          {
            "name": "datasets",
            "type": "u32"
          },
          {
            "name": "purchases",
            "type": "u32"
          },
          {
            "name": "votes",
            "type": "u64"
          },
          {
            "name": "coherent",
            "type": "u64"
          },
          {
            "name": "lured",
            "type": "u32"
          },
          {
            "name": "fell",
            "type": "u32"
          },
          {
            "name": "records",
            "type": {
              "array": [
                {
                  "defined": {
                    "name": "DomainRecord"
                  }
                },
                16
              ]
            }
          }
        ]
      }
    },
    {
      "name": "MemberChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "stake_active",
            "type": "u64"
          },
          {
            "name": "stake_locked",
            "type": "u64"
          },
          {
            "name": "stake_cooling",
            "type": "u64"
          },
          {
            "name": "balance",
            "type": "u64"
          },
          {
            "name": "session",
            "type": "pubkey"
          },
          {
            "name": "session_until",
            "type": "u64"
          },
          {
            "name": "key",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "closed",
            "type": "bool"
          }
        ]
      }
    },
    {
      "name": "Offer",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                2
              ]
            }
          },
          {
            "name": "index",
            "type": "u32"
          },
          {
            "name": "dataset",
            "type": "pubkey"
          },
          {
            "name": "rent_payer",
            "type": "pubkey"
          },
          {
            "name": "terms",
            "type": {
              "defined": {
                "name": "LicenceTerms"
              }
            }
          },
          {
            "name": "price",
            "type": "u64"
          },
          {
            "name": "allowed",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "supply",
            "type": "u32"
          },
          {
            "name": "sold",
            "type": "u32"
          },
          {
            "name": "key_secs",
            "type": "u32"
          },
          {
            "name": "reserved_tail",
            "type": "u32"
          }
        ]
      }
    },
    {
      "name": "OfferArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "terms",
            "type": {
              "defined": {
                "name": "LicenceTerms"
              }
            }
          },
          {
            "name": "price",
            "type": "u64"
          },
          {
            "name": "allowed",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "supply",
            "type": "u32"
          },
          {
            "name": "key_secs",
            "type": "u32"
          }
        ]
      }
    },
    {
      "name": "OfferChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "dataset",
            "type": "pubkey"
          },
          {
            "name": "index",
            "type": "u32"
          },
          {
            "name": "price",
            "type": "u64"
          },
          {
            "name": "closed",
            "type": "bool"
          }
        ]
      }
    },
    {
      "name": "OpenGoldArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "panel",
            "type": "u64"
          },
          {
            "name": "salt",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "proof",
            "type": {
              "vec": {
                "array": [
                  "u8",
                  32
                ]
              }
            }
          },
          {
            "name": "entries",
            "type": {
              "vec": "u8"
            }
          }
        ]
      }
    },
    {
      "name": "OpenTaskArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "nonce",
            "type": "u64"
          },
          {
            "name": "operator",
            "type": "pubkey"
          },
          {
            "name": "rules_hash",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "rules_id",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "items_id",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "suggestions_hash",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "suggestions_id",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "gold_root",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "ends_at",
            "type": "u64"
          },
          {
            "name": "contributor_bps",
            "type": "u16"
          },
          {
            "name": "validator_bps",
            "type": "u16"
          },
          {
            "name": "items_key",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "terms",
            "type": {
              "defined": {
                "name": "Terms"
              }
            }
          }
        ]
      }
    },
    {
      "name": "Page",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "review",
            "type": "u8"
          },
          {
            "name": "shared",
            "type": "u8"
          },
          {
            "name": "index",
            "type": "u32"
          },
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "rent_payer",
            "type": "pubkey"
          },
          {
            "name": "context",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "terms",
            "type": {
              "defined": {
                "name": "Terms"
              }
            }
          },
          {
            "name": "ends_at",
            "type": "u64"
          },
          {
            "name": "funds",
            "type": "u64"
          },
          {
            "name": "free",
            "type": "u64"
          },
          {
            "name": "reserved_funds",
            "type": "u64"
          },
          {
            "name": "credited",
            "type": "u64"
          },
          {
            "name": "fees",
            "type": "u64"
          },
          {
            "name": "slashed",
            "type": "u64"
          },
          {
            "name": "paid",
            "type": "u64"
          },
          {
            "name": "answers",
            "type": "u64"
          },
          {
            "name": "items_settled",
            "type": "u64"
          },
          {
            "name": "accepted",
            "type": "u64"
          },
          {
            "name": "panels_settled",
            "type": "u32"
          },
          {
            "name": "capacity",
            "type": "u16"
          },
          {
            "name": "keeper_tip_bps",
            "type": "u16"
          },
          {
            "name": "head",
            "type": "u32"
          },
          {
            "name": "tail",
            "type": "u32"
          },
          {
            "name": "first_panel",
            "type": "u64"
          },
          {
            "name": "next_panel",
            "type": "u64"
          },
          {
            "name": "directory",
            "type": {
              "array": [
                "u16",
                64
              ]
            }
          }
        ]
      }
    },
    {
      "name": "PageChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "index",
            "type": "u32"
          },
          {
            "name": "funds",
            "type": "u64"
          },
          {
            "name": "free",
            "type": "u64"
          },
          {
            "name": "first_panel",
            "type": "u64"
          },
          {
            "name": "next_panel",
            "type": "u64"
          },
          {
            "name": "closed",
            "type": "bool"
          }
        ]
      }
    },
    {
      "name": "PanelHead",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "number",
            "type": "u64"
          },
          {
            "name": "reserve",
            "type": "u64"
          },
          {
            "name": "until",
            "type": "u64"
          },
          {
            "name": "phase_slot",
            "type": "u64"
          },
          {
            "name": "first_item",
            "type": "u32"
          },
          {
            "name": "items",
            "type": "u16"
          },
          {
            "name": "difficulty_bps",
            "type": "u16"
          },
          {
            "name": "phase",
            "type": "u8"
          },
          {
            "name": "kind",
            "type": "u8"
          },
          {
            "name": "wave",
            "type": "u8"
          },
          {
            "name": "last_wave",
            "type": "u8"
          },
          {
            "name": "seats_first",
            "type": "u8"
          },
          {
            "name": "seats_step",
            "type": "u8"
          },
          {
            "name": "seats_max",
            "type": "u8"
          },
          {
            "name": "later_waves",
            "type": "u8"
          },
          {
            "name": "seats",
            "type": "u8"
          },
          {
            "name": "wave_start",
            "type": "u8"
          },
          {
            "name": "committed",
            "type": "u8"
          },
          {
            "name": "revealed",
            "type": "u8"
          },
          {
            "name": "to_collect",
            "type": "u8"
          },
          {
            "name": "open_cases",
            "type": "u8"
          },
          {
            "name": "subject_mask",
            "type": "u8"
          },
          {
            "name": "late",
            "type": "u8"
          },
          {
            "name": "labels_at",
            "type": "u16"
          },
          {
            "name": "sure_at",
            "type": "u16"
          },
          {
            "name": "answers_at",
            "type": "u16"
          },
          {
            "name": "words",
            "type": "u16"
          }
        ]
      }
    },
    {
      "name": "PanelMoved",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "page",
            "type": "u32"
          },
          {
            "name": "panel",
            "type": "u64"
          },
          {
            "name": "phase",
            "type": "u8"
          },
          {
            "name": "wave",
            "type": "u8"
          },
          {
            "name": "open_items",
            "type": "u32"
          },
          {
            "name": "until",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "PanelSettled",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "page",
            "type": "u32"
          },
          {
            "name": "panel",
            "type": "u64"
          },
          {
            "name": "first_item",
            "type": "u32"
          },
          {
            "name": "items",
            "type": "u16"
          },
          {
            "name": "answers",
            "type": "u64"
          },
          {
            "name": "rewards",
            "type": "u64"
          },
          {
            "name": "fees",
            "type": "u64"
          },
          {
            "name": "returned",
            "type": "u64"
          },
          {
            "name": "labels",
            "type": {
              "vec": "u8"
            }
          }
        ]
      }
    },
    {
      "name": "PanelSpec",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "first_item",
            "type": "u32"
          },
          {
            "name": "items",
            "type": "u16"
          },
          {
            "name": "difficulty_bps",
            "type": "u16"
          },
          {
            "name": "seats_first",
            "type": "u8"
          },
          {
            "name": "seats_step",
            "type": "u8"
          },
          {
            "name": "seats_max",
            "type": "u8"
          }
        ]
      }
    },
    {
      "name": "Params",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "min_stake",
            "type": "u64"
          },
          {
            "name": "min_bond",
            "type": "u64"
          },
          {
            "name": "unbonding_secs",
            "type": "u64"
          },
          {
            "name": "review_bond",
            "type": "u64"
          },
          {
            "name": "min_review_fee",
            "type": "u64"
          },
          {
            "name": "weight_cap",
            "type": "u64"
          },
          {
            "name": "min_window_secs",
            "type": "u32"
          },
          {
            "name": "max_window_secs",
            "type": "u32"
          },
          {
            "name": "max_task_secs",
            "type": "u32"
          },
          {
            "name": "restart_grace_secs",
            "type": "u32"
          },
          {
            "name": "max_pause_secs",
            "type": "u32"
          },
          {
            "name": "max_session_secs",
            "type": "u32"
          },
          {
            "name": "review_commit_secs",
            "type": "u32"
          },
          {
            "name": "review_reveal_secs",
            "type": "u32"
          },
          {
            "name": "challenge_secs",
            "type": "u32"
          },
          {
            "name": "appeal_secs",
            "type": "u32"
          },
          {
            "name": "fee_bps",
            "type": "u16"
          },
          {
            "name": "slash_hold_bps",
            "type": "u16"
          },
          {
            "name": "slash_miss_bps",
            "type": "u16"
          },
          {
            "name": "slash_gold_bps",
            "type": "u16"
          },
          {
            "name": "slash_burn_bps",
            "type": "u16"
          },
          {
            "name": "gold_fail_bps",
            "type": "u16"
          },
          {
            "name": "slash_reversed_bps",
            "type": "u16"
          },
          {
            "name": "keeper_tip_bps",
            "type": "u16"
          }
        ]
      }
    },
    {
      "name": "PayoutsPushed",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "payees",
            "type": "u32"
          },
          {
            "name": "skipped",
            "type": "u32"
          },
          {
            "name": "amount",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "Pool",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "ready",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": "u8"
          },
          {
            "name": "index",
            "type": "u32"
          },
          {
            "name": "rent_payer",
            "type": "pubkey"
          },
          {
            "name": "epoch",
            "type": "u64"
          },
          {
            "name": "members",
            "type": "u32"
          },
          {
            "name": "used",
            "type": "u32"
          },
          {
            "name": "first_free",
            "type": "u32"
          },
          {
            "name": "reserved_tail",
            "type": "u32"
          },
          {
            "name": "weight_cap",
            "type": "u64"
          },
          {
            "name": "review_bond",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "PoolChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "index",
            "type": "u32"
          },
          {
            "name": "ready",
            "type": "bool"
          }
        ]
      }
    },
    {
      "name": "Proposal",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "status",
            "type": "u8"
          },
          {
            "name": "extensions",
            "type": "u8"
          },
          {
            "name": "snapshot",
            "type": "u32"
          },
          {
            "name": "number",
            "type": "u64"
          },
          {
            "name": "proposer",
            "type": "pubkey"
          },
          {
            "name": "rent_payer",
            "type": "pubkey"
          },
          {
            "name": "slot",
            "type": "u64"
          },
          {
            "name": "opened_at",
            "type": "u64"
          },
          {
            "name": "ends_at",
            "type": "u64"
          },
          {
            "name": "latest_end",
            "type": "u64"
          },
          {
            "name": "deposit",
            "type": "u64"
          },
          {
            "name": "votes",
            "type": "u64"
          },
          {
            "name": "against",
            "type": "u64"
          },
          {
            "name": "in_favour",
            "type": "u64"
          },
          {
            "name": "abstain",
            "type": "u64"
          },
          {
            "name": "ballots",
            "type": "u32"
          },
          {
            "name": "grace_secs",
            "type": "u32"
          },
          {
            "name": "rules",
            "type": {
              "defined": {
                "name": "GovernanceParams"
              }
            }
          },
          {
            "name": "change",
            "type": {
              "defined": {
                "name": "Change"
              }
            }
          }
        ]
      }
    },
    {
      "name": "ProposalMoved",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "proposal",
            "type": "pubkey"
          },
          {
            "name": "number",
            "type": "u64"
          },
          {
            "name": "kind",
            "type": "u8"
          },
          {
            "name": "status",
            "type": "u8"
          },
          {
            "name": "against",
            "type": "u64"
          },
          {
            "name": "in_favour",
            "type": "u64"
          },
          {
            "name": "abstain",
            "type": "u64"
          },
          {
            "name": "executable_from",
            "type": "u64"
          },
          {
            "name": "expires_at",
            "type": "u64"
          },
          {
            "name": "burnt",
            "type": "u64"
          },
          {
            "name": "closed",
            "type": "bool"
          }
        ]
      }
    },
    {
      "name": "ProposalOpened",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "proposal",
            "type": "pubkey"
          },
          {
            "name": "number",
            "type": "u64"
          },
          {
            "name": "proposer",
            "type": "pubkey"
          },
          {
            "name": "deposit",
            "type": "u64"
          },
          {
            "name": "snapshot",
            "type": "u32"
          },
          {
            "name": "votes",
            "type": "u64"
          },
          {
            "name": "ends_at",
            "type": "u64"
          },
          {
            "name": "change",
            "type": {
              "defined": {
                "name": "Change"
              }
            }
          }
        ]
      }
    },
    {
      "name": "PublishArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "nonce",
            "type": "u64"
          },
          {
            "name": "bond",
            "type": "u64"
          },
          {
            "name": "records_root",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "contents",
            "type": {
              "defined": {
                "name": "Contents"
              }
            }
          },
          {
            "name": "name",
            "type": "string"
          },
          {
            "name": "uri",
            "type": "string"
          }
        ]
      }
    },
    {
      "name": "Records",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "leaves",
            "type": "u64"
          },
          {
            "name": "peaks",
            "type": {
              "array": [
                {
                  "array": [
                    "u8",
                    32
                  ]
                },
                24
              ]
            }
          }
        ]
      }
    },
    {
      "name": "ReputationChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "domain",
            "type": "u8"
          },
          {
            "name": "cause",
            "type": "u8"
          },
          {
            "name": "level",
            "type": "u8"
          },
          {
            "name": "quality_bps",
            "type": "u16"
          },
          {
            "name": "volume",
            "type": "u32"
          },
          {
            "name": "streak",
            "type": "u16"
          },
          {
            "name": "lured",
            "type": "u32"
          },
          {
            "name": "fell",
            "type": "u32"
          }
        ]
      }
    },
    {
      "name": "RevealEntry",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "panel",
            "type": "u64"
          },
          {
            "name": "slot",
            "type": "u8"
          },
          {
            "name": "salt",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "answers",
            "type": {
              "vec": "u8"
            }
          }
        ]
      }
    },
    {
      "name": "RevenueTaken",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "dataset",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "amount",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "Seat",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "validator",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": "u8"
          },
          {
            "name": "index",
            "type": "u32"
          },
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "rent_payer",
            "type": "pubkey"
          },
          {
            "name": "bond_free",
            "type": "u64"
          },
          {
            "name": "bond_held",
            "type": "u64"
          },
          {
            "name": "earned",
            "type": "u64"
          },
          {
            "name": "slashed",
            "type": "u64"
          },
          {
            "name": "answered",
            "type": "u64"
          },
          {
            "name": "accepted",
            "type": "u64"
          },
          {
            "name": "gold_hits",
            "type": "u32"
          },
          {
            "name": "gold_total",
            "type": "u32"
          },
          {
            "name": "missed_reveals",
            "type": "u32"
          },
          {
            "name": "open_slots",
            "type": "u32"
          },
          {
            "name": "carry",
            "type": "i32"
          },
          {
            "name": "judged",
            "type": "u32"
          },
          {
            "name": "revenue",
            "type": "u64"
          },
          {
            "name": "ticket",
            "type": {
              "defined": {
                "name": "Ticket"
              }
            }
          }
        ]
      }
    },
    {
      "name": "SeatActed",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "page",
            "type": "u32"
          },
          {
            "name": "seat",
            "type": "u32"
          },
          {
            "name": "act",
            "type": "u8"
          },
          {
            "name": "panels",
            "type": {
              "vec": "u64"
            }
          }
        ]
      }
    },
    {
      "name": "SeatChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "index",
            "type": "u32"
          },
          {
            "name": "bond_free",
            "type": "u64"
          },
          {
            "name": "bond_held",
            "type": "u64"
          },
          {
            "name": "closed",
            "type": "bool"
          }
        ]
      }
    },
    {
      "name": "SeatKey",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "recipient",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "wrap",
            "type": {
              "array": [
                {
                  "array": [
                    "u8",
                    32
                  ]
                },
                2
              ]
            }
          },
          {
            "name": "opened_at",
            "type": "u64"
          },
          {
            "name": "delivered_at",
            "type": "u64"
          },
          {
            "name": "compensated",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                7
              ]
            }
          }
        ]
      }
    },
    {
      "name": "Slot",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "state",
            "type": "u8"
          },
          {
            "name": "wave",
            "type": "u8"
          },
          {
            "name": "lured",
            "type": "u8"
          },
          {
            "name": "fell",
            "type": "u8"
          },
          {
            "name": "seat",
            "type": "u32"
          },
          {
            "name": "answered",
            "type": "u16"
          },
          {
            "name": "agreed",
            "type": "u16"
          },
          {
            "name": "gold_hits",
            "type": "u16"
          },
          {
            "name": "gold_total",
            "type": "u16"
          },
          {
            "name": "held_until",
            "type": "u32"
          },
          {
            "name": "carry",
            "type": "i32"
          },
          {
            "name": "reward",
            "type": "u64"
          },
          {
            "name": "commitment",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          }
        ]
      }
    },
    {
      "name": "Task",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "cancelled",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                5
              ]
            }
          },
          {
            "name": "requester",
            "type": "pubkey"
          },
          {
            "name": "operator",
            "type": "pubkey"
          },
          {
            "name": "rent_payer",
            "type": "pubkey"
          },
          {
            "name": "nonce",
            "type": "u64"
          },
          {
            "name": "rules_hash",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "rules_id",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "items_id",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "suggestions_hash",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "suggestions_id",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "gold_root",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "ends_at",
            "type": "u64"
          },
          {
            "name": "terms",
            "type": {
              "defined": {
                "name": "Terms"
              }
            }
          },
          {
            "name": "escrow",
            "type": "u64"
          },
          {
            "name": "fees_due",
            "type": "u64"
          },
          {
            "name": "slashes_due",
            "type": "u64"
          },
          {
            "name": "funded",
            "type": "u64"
          },
          {
            "name": "paid",
            "type": "u64"
          },
          {
            "name": "fees",
            "type": "u64"
          },
          {
            "name": "slashed",
            "type": "u64"
          },
          {
            "name": "answers",
            "type": "u64"
          },
          {
            "name": "items_settled",
            "type": "u64"
          },
          {
            "name": "panels_settled",
            "type": "u32"
          },
          {
            "name": "pages",
            "type": "u32"
          },
          {
            "name": "pages_made",
            "type": "u32"
          },
          {
            "name": "seats",
            "type": "u32"
          },
          {
            "name": "seats_made",
            "type": "u32"
          },
          {
            "name": "reserved_tail",
            "type": "u32"
          },
          {
            "name": "min_stake",
            "type": "u64"
          },
          {
            "name": "contributor_bps",
            "type": "u16"
          },
          {
            "name": "validator_bps",
            "type": "u16"
          },
          {
            "name": "keeper_tip_bps",
            "type": "u16"
          },
          {
            "name": "reserved_shares",
            "type": {
              "array": [
                "u8",
                2
              ]
            }
          },
          {
            "name": "publish_until",
            "type": "u64"
          },
          {
            "name": "accepted",
            "type": "u64"
          },
          {
            "name": "forgone",
            "type": "u64"
          },
          {
            "name": "judged",
            "type": "u64"
          },
          {
            "name": "forgone_votes",
            "type": "u64"
          },
          {
            "name": "dataset",
            "type": "pubkey"
          },
          {
            "name": "records",
            "type": {
              "defined": {
                "name": "Records"
              }
            }
          },
          {
            "name": "accused",
            "type": "pubkey"
          },
          {
            "name": "items_key",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          }
        ]
      }
    },
    {
      "name": "TaskChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "requester",
            "type": "pubkey"
          },
          {
            "name": "nonce",
            "type": "u64"
          },
          {
            "name": "escrow",
            "type": "u64"
          },
          {
            "name": "funded",
            "type": "u64"
          },
          {
            "name": "ends_at",
            "type": "u64"
          },
          {
            "name": "cancelled",
            "type": "bool"
          },
          {
            "name": "closed",
            "type": "bool"
          }
        ]
      }
    },
    {
      "name": "TaskKeyDelivered",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "seat",
            "type": "u32"
          },
          {
            "name": "delivered_at",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "TaskSwept",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "fees",
            "type": "u64"
          },
          {
            "name": "burnt",
            "type": "u64"
          },
          {
            "name": "to_requester",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "Terms",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "price",
            "type": "u64"
          },
          {
            "name": "bond",
            "type": "u64"
          },
          {
            "name": "review_fee",
            "type": "u64"
          },
          {
            "name": "review_bond",
            "type": "u64"
          },
          {
            "name": "item_count",
            "type": "u32"
          },
          {
            "name": "hold_secs",
            "type": "u32"
          },
          {
            "name": "commit_secs",
            "type": "u32"
          },
          {
            "name": "reveal_secs",
            "type": "u32"
          },
          {
            "name": "gold_secs",
            "type": "u32"
          },
          {
            "name": "restart_grace_secs",
            "type": "u32"
          },
          {
            "name": "review_commit_secs",
            "type": "u32"
          },
          {
            "name": "review_reveal_secs",
            "type": "u32"
          },
          {
            "name": "challenge_secs",
            "type": "u32"
          },
          {
            "name": "appeal_secs",
            "type": "u32"
          },
          {
            "name": "classes",
            "type": "u16"
          },
          {
            "name": "tau_bps",
            "type": "u16"
          },
          {
            "name": "fee_bps",
            "type": "u16"
          },
          {
            "name": "slash_hold_bps",
            "type": "u16"
          },
          {
            "name": "slash_miss_bps",
            "type": "u16"
          },
          {
            "name": "slash_gold_bps",
            "type": "u16"
          },
          {
            "name": "slash_burn_bps",
            "type": "u16"
          },
          {
            "name": "gold_fail_bps",
            "type": "u16"
          },
          {
            "name": "slash_reversed_bps",
            "type": "u16"
          },
          {
            "name": "audit_bps",
            "type": "u16"
          },
          {
            "name": "audit_items",
            "type": "u16"
          },
          {
            "name": "fix_bps",
            "type": "u16"
          },
          {
            "name": "spread_bps",
            "type": "u16"
          },
          {
            "name": "lure_bps",
            "type": "u16"
          },
          {
            "name": "over_bps",
            "type": "u16"
          },
          {
            "name": "domain",
            "type": "u8"
          },
          {
            "name": "required_level",
            "type": "u8"
          },
          {
            "name": "bits",
            "type": "u8"
          },
          {
            "name": "method",
            "type": "u8"
          },
          {
            "name": "claim_mode",
            "type": "u8"
          },
          {
            "name": "has_gold",
            "type": "u8"
          },
          {
            "name": "seats_limit",
            "type": "u8"
          },
          {
            "name": "review_seats",
            "type": "u8"
          },
          {
            "name": "appeal_rounds",
            "type": "u8"
          },
          {
            "name": "private",
            "type": "u8"
          },
          {
            "name": "prior",
            "type": {
              "array": [
                "u8",
                16
              ]
            }
          }
        ]
      }
    },
    {
      "name": "Ticket",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "target",
            "type": "u64"
          },
          {
            "name": "first",
            "type": "u64"
          },
          {
            "name": "page",
            "type": "u32"
          },
          {
            "name": "number",
            "type": "u32"
          },
          {
            "name": "count",
            "type": "u8"
          },
          {
            "name": "live",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                6
              ]
            }
          }
        ]
      }
    },
    {
      "name": "TicketDropped",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "number",
            "type": "u32"
          },
          {
            "name": "count",
            "type": "u8"
          },
          {
            "name": "slashed",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "TicketTaken",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "page",
            "type": "u32"
          },
          {
            "name": "seat",
            "type": "u32"
          },
          {
            "name": "number",
            "type": "u32"
          },
          {
            "name": "count",
            "type": "u8"
          },
          {
            "name": "target",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "TipPaid",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "task",
            "type": "pubkey"
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "amount",
            "type": "u64"
          },
          {
            "name": "stake_active",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "UpdateConfigArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "revision",
            "type": "u64"
          },
          {
            "name": "expires_at",
            "type": "u64"
          },
          {
            "name": "guardian",
            "type": "pubkey"
          },
          {
            "name": "params",
            "type": {
              "defined": {
                "name": "Params"
              }
            }
          }
        ]
      }
    },
    {
      "name": "UpgradeArgs",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "most",
            "type": "u64"
          },
          {
            "name": "terms_hash",
            "type": {
              "array": [
                "u8",
                32
              ]
            }
          },
          {
            "name": "path",
            "type": {
              "vec": {
                "array": [
                  "u8",
                  32
                ]
              }
            }
          }
        ]
      }
    },
    {
      "name": "Validator",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "bond",
            "type": "u64"
          },
          {
            "name": "held",
            "type": "u64"
          },
          {
            "name": "since",
            "type": "u64"
          },
          {
            "name": "duties",
            "type": "u16"
          },
          {
            "name": "state",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": "u8"
          },
          {
            "name": "next_free",
            "type": "u16"
          },
          {
            "name": "record_bps",
            "type": "u16"
          }
        ]
      }
    },
    {
      "name": "ValidatorChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "place",
            "type": "u32"
          },
          {
            "name": "bond",
            "type": "u64"
          },
          {
            "name": "weight",
            "type": "u32"
          },
          {
            "name": "state",
            "type": "u8"
          }
        ]
      }
    },
    {
      "name": "Vault",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "tokens_bump",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                5
              ]
            }
          },
          {
            "name": "tokens",
            "type": "pubkey"
          },
          {
            "name": "liabilities",
            "type": "u64"
          },
          {
            "name": "credited",
            "type": "u64"
          },
          {
            "name": "paid",
            "type": "u64"
          }
        ]
      }
    },
    {
      "name": "Voter",
      "serialization": "bytemuck",
      "repr": {
        "kind": "c"
      },
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "version",
            "type": "u8"
          },
          {
            "name": "bump",
            "type": "u8"
          },
          {
            "name": "reserved",
            "type": {
              "array": [
                "u8",
                6
              ]
            }
          },
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "rent_payer",
            "type": "pubkey"
          },
          {
            "name": "delegate",
            "type": "pubkey"
          },
          {
            "name": "locked",
            "type": "u64"
          },
          {
            "name": "locked_until",
            "type": "u64"
          },
          {
            "name": "checkpoints",
            "type": {
              "array": [
                {
                  "defined": {
                    "name": "Checkpoint"
                  }
                },
                32
              ]
            }
          }
        ]
      }
    },
    {
      "name": "VoterChanged",
      "type": {
        "kind": "struct",
        "fields": [
          {
            "name": "wallet",
            "type": "pubkey"
          },
          {
            "name": "delegate",
            "type": "pubkey"
          },
          {
            "name": "locked",
            "type": "u64"
          },
          {
            "name": "locked_until",
            "type": "u64"
          },
          {
            "name": "closed",
            "type": "bool"
          }
        ]
      }
    }
  ],
  "constants": [
    {
      "name": "ACCOUNT_VERSION",
      "type": "u8",
      "value": "1"
    },
    {
      "name": "AUDIT_OFFSET",
      "type": "u16",
      "value": "65534"
    },
    {
      "name": "AUDIT_SELECTION",
      "type": "u16",
      "value": "65535"
    },
    {
      "name": "BALLOT",
      "type": "bytes",
      "value": "[98, 97, 108, 108, 111, 116]"
    },
    {
      "name": "BID",
      "type": "bytes",
      "value": "[98, 105, 100]"
    },
    {
      "name": "BREACH_BOND_BPS",
      "type": "u16",
      "value": "1000"
    },
    {
      "name": "BREACH_SEATS",
      "type": "u8",
      "value": "5"
    },
    {
      "name": "BURN_SECS",
      "type": "u32",
      "value": "2592000"
    },
    {
      "name": "CHECKPOINTS",
      "type": "u8",
      "value": "32"
    },
    {
      "name": "COMMIT_DOMAIN",
      "type": "bytes",
      "value": "[116, 97, 103, 103, 101, 114, 58, 99, 111, 109, 109, 105, 116, 58, 118, 49]"
    },
    {
      "name": "CONFIG",
      "type": "bytes",
      "value": "[99, 111, 110, 102, 105, 103]"
    },
    {
      "name": "DATASET",
      "type": "bytes",
      "value": "[100, 97, 116, 97, 115, 101, 116]"
    },
    {
      "name": "DELIVERY_DOMAIN",
      "type": "bytes",
      "value": "[116, 97, 103, 103, 101, 114, 58, 100, 101, 108, 105, 118, 101, 114, 121, 58, 118, 49]"
    },
    {
      "name": "DOMAINS",
      "type": "bytes",
      "value": "[100, 111, 109, 97, 105, 110, 115]"
    },
    {
      "name": "DOMAIN_NAME_BYTES",
      "type": "u8",
      "value": "16"
    },
    {
      "name": "DRAW_DELAY",
      "type": "u64",
      "value": "8"
    },
    {
      "name": "DRAW_DOMAIN",
      "type": "bytes",
      "value": "[116, 97, 103, 103, 101, 114, 58, 100, 114, 97, 119, 58, 118, 49]"
    },
    {
      "name": "DRAW_ROOM",
      "type": "u64",
      "value": "300"
    },
    {
      "name": "EPOCH_SLOTS",
      "type": "u64",
      "value": "4500"
    },
    {
      "name": "ESCROW_TOKENS",
      "type": "bytes",
      "value": "[101, 115, 99, 114, 111, 119, 95, 116, 111, 107, 101, 110, 115]"
    },
    {
      "name": "ESCROW_VAULT",
      "type": "bytes",
      "value": "[101, 115, 99, 114, 111, 119, 95, 118, 97, 117, 108, 116]"
    },
    {
      "name": "EXTRA_METAS",
      "type": "bytes",
      "value": "[101, 120, 116, 114, 97, 45, 97, 99, 99, 111, 117, 110, 116, 45, 109, 101, 116, 97, 115]"
    },
    {
      "name": "FULL_BPS",
      "type": "u16",
      "value": "10000"
    },
    {
      "name": "GOLD_LEAF",
      "type": "bytes",
      "value": "[0, 116, 97, 103, 103, 101, 114, 58, 103, 111, 108, 100, 58, 118, 49]"
    },
    {
      "name": "GOLD_NODE",
      "type": "bytes",
      "value": "[1]"
    },
    {
      "name": "GOVERNANCE",
      "type": "bytes",
      "value": "[103, 111, 118, 101, 114, 110, 97, 110, 99, 101]"
    },
    {
      "name": "LATE_KEY_BPS",
      "type": "u16",
      "value": "1000"
    },
    {
      "name": "LICENCE_MINT",
      "type": "bytes",
      "value": "[108, 105, 99, 101, 110, 99, 101, 95, 109, 105, 110, 116]"
    },
    {
      "name": "LICENSE",
      "type": "bytes",
      "value": "[108, 105, 99, 101, 110, 115, 101]"
    },
    {
      "name": "MAX_DIFFICULTY_BPS",
      "type": "u16",
      "value": "30000"
    },
    {
      "name": "MAX_DOMAINS",
      "type": "u8",
      "value": "16"
    },
    {
      "name": "MAX_FEE_BPS",
      "type": "u16",
      "value": "500"
    },
    {
      "name": "MAX_FEE_STEP_BPS",
      "type": "u16",
      "value": "100"
    },
    {
      "name": "MAX_KEEPER_TIP_BPS",
      "type": "u16",
      "value": "2000"
    },
    {
      "name": "MAX_LEAST_FEE",
      "type": "u64",
      "value": "1000000000"
    },
    {
      "name": "MAX_LIVE_PANELS",
      "type": "u16",
      "value": "64"
    },
    {
      "name": "MAX_PAGE_BYTES",
      "type": "u32",
      "value": "10240"
    },
    {
      "name": "MAX_PANEL_ITEMS",
      "type": "u16",
      "value": "4096"
    },
    {
      "name": "MAX_POOLS",
      "type": "u8",
      "value": "16"
    },
    {
      "name": "MAX_PRIOR_COST",
      "type": "u8",
      "value": "96"
    },
    {
      "name": "MAX_REVIEW_ITEMS",
      "type": "u16",
      "value": "256"
    },
    {
      "name": "MAX_SEATS",
      "type": "u8",
      "value": "16"
    },
    {
      "name": "MAX_TICKET_PANELS",
      "type": "u8",
      "value": "8"
    },
    {
      "name": "MAX_WEIGHTED_CLASSES",
      "type": "u16",
      "value": "16"
    },
    {
      "name": "MAX_WIDE_ANSWERS",
      "type": "u32",
      "value": "6144"
    },
    {
      "name": "MEMBER",
      "type": "bytes",
      "value": "[109, 101, 109, 98, 101, 114]"
    },
    {
      "name": "MIN_DIFFICULTY_BPS",
      "type": "u16",
      "value": "5000"
    },
    {
      "name": "MIN_GOLD_TO_SLASH",
      "type": "u16",
      "value": "10"
    },
    {
      "name": "MIN_LURES_TO_JUDGE",
      "type": "u32",
      "value": "10"
    },
    {
      "name": "OFFER",
      "type": "bytes",
      "value": "[111, 102, 102, 101, 114]"
    },
    {
      "name": "PAGE",
      "type": "bytes",
      "value": "[112, 97, 103, 101]"
    },
    {
      "name": "PAUSE_CLAIMS",
      "type": "u8",
      "value": "4"
    },
    {
      "name": "PAUSE_STAKE",
      "type": "u8",
      "value": "1"
    },
    {
      "name": "PAUSE_TASKS",
      "type": "u8",
      "value": "2"
    },
    {
      "name": "POOL",
      "type": "bytes",
      "value": "[112, 111, 111, 108]"
    },
    {
      "name": "POOL_PLACES",
      "type": "u32",
      "value": "1024"
    },
    {
      "name": "PROPOSAL",
      "type": "bytes",
      "value": "[112, 114, 111, 112, 111, 115, 97, 108]"
    },
    {
      "name": "PUBLISH_SECS",
      "type": "u32",
      "value": "7776000"
    },
    {
      "name": "RECORD_LEAF",
      "type": "bytes",
      "value": "[0, 116, 97, 103, 103, 101, 114, 58, 114, 101, 99, 111, 114, 100, 58, 118, 49]"
    },
    {
      "name": "RECORD_NODE",
      "type": "bytes",
      "value": "[1]"
    },
    {
      "name": "RECORD_PEAKS",
      "type": "u8",
      "value": "24"
    },
    {
      "name": "RECORD_ROOT",
      "type": "bytes",
      "value": "[2]"
    },
    {
      "name": "REMEMBERED",
      "type": "u64",
      "value": "512"
    },
    {
      "name": "SEAT",
      "type": "bytes",
      "value": "[115, 101, 97, 116]"
    },
    {
      "name": "STAKE_TOKENS",
      "type": "bytes",
      "value": "[115, 116, 97, 107, 101, 95, 116, 111, 107, 101, 110, 115]"
    },
    {
      "name": "STAKE_VAULT",
      "type": "bytes",
      "value": "[115, 116, 97, 107, 101, 95, 118, 97, 117, 108, 116]"
    },
    {
      "name": "TASK",
      "type": "bytes",
      "value": "[116, 97, 115, 107]"
    },
    {
      "name": "TICKET_DOMAIN",
      "type": "bytes",
      "value": "[116, 97, 103, 103, 101, 114, 58, 116, 105, 99, 107, 101, 116, 58, 118, 49]"
    },
    {
      "name": "TICKET_TRIES",
      "type": "u8",
      "value": "15"
    },
    {
      "name": "TITLE",
      "type": "bytes",
      "value": "[116, 105, 116, 108, 101]"
    },
    {
      "name": "TRANSFER_SECS",
      "type": "u32",
      "value": "3600"
    },
    {
      "name": "TRIES_A_SEAT",
      "type": "u16",
      "value": "16"
    },
    {
      "name": "UNCLAIMED_SECS",
      "type": "u32",
      "value": "63072000"
    },
    {
      "name": "VOTER",
      "type": "bytes",
      "value": "[118, 111, 116, 101, 114]"
    }
  ]
} as const satisfies object as unknown as Idl;
