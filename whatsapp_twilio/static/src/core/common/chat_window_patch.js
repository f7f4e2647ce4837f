import { ChatWindow } from "@mail/core/common/chat_window";
import { WhatsAppBanner } from "@whatsapp_twilio/core/common/whatsapp_banner";

Object.assign(ChatWindow.components, { WhatsAppBanner });
